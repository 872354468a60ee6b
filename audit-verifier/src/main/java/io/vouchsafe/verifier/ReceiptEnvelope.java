package io.vouchsafe.verifier;

import io.vouchsafe.verifier.internal.json.Json;
import io.vouchsafe.verifier.internal.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A receipt file of either form: the proof itself, or a JSON object whose member {@code proof} is
 * the proof's text. What else stands in the JSON proves nothing; it is compared with the proven
 * body where both speak of the same.
 */
record ReceiptEnvelope(Receipt receipt, Map<String, Json> members) {

    private static final String PROOF = "proof";

    static ReceiptEnvelope parse(byte[] file) {
        Receipt.requireSize(file.length);
        String text = Text.utf8(file, "The receipt");
        if (!text.stripLeading().startsWith("{")) {
            return new ReceiptEnvelope(Receipt.of(TlogProof.parse(text)), Map.of());
        }
        if (!(json(text) instanceof Json.Obj object)
                || !(object.members().get(PROOF) instanceof Json.Text proof)) {
            throw new MalformedException(
                    Reason.RECEIPT,
                    "The JSON has no text 'proof'. Fetch the receipt again once it is published.");
        }
        return new ReceiptEnvelope(Receipt.of(TlogProof.parse(proof.value())), object.members());
    }

    private static Json json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException fault) {
            throw new MalformedException(
                    Reason.RECEIPT, "The receipt is no JSON: " + fault.getMessage() + ".", fault);
        }
    }

    /**
     * Compares the members around a proof that was verified.
     *
     * @return the names of the members that the proof says nothing about
     * @throws MalformedException when a member contradicts the proof
     */
    List<String> compare(ReceiptBody body, Checkpoint tree) {
        List<String> unproven = new ArrayList<>();
        for (Map.Entry<String, Json> member : members.entrySet()) {
            Json proven = proven(member.getKey(), body, tree);
            if (proven instanceof Json.Null || proven.getClass() != member.getValue().getClass()) {
                unproven.add(member.getKey());
            } else if (!proven.canonical().equals(member.getValue().canonical())) {
                throw new MalformedException(
                        Reason.RECEIPT_MEMBER,
                        "The receipt's member '"
                                + member.getKey()
                                + "' says something else than the proven entry.");
            }
        }
        return unproven;
    }

    /** What the proof says about a member of that name: a null where it says nothing. */
    private Json proven(String name, ReceiptBody body, Checkpoint tree) {
        return switch (name) {
            case PROOF -> new Json.Text(receipt.proof().encode());
            case "id", "receipt" -> new Json.Text(body.id());
            case "index" -> new Json.Num(receipt.proof().index());
            case "state" -> new Json.Text("published");
            case "body" -> body.json();
            case "salt" -> new Json.Text(Text.base64(receipt.salt()));
            case "origin" -> new Json.Text(tree.origin());
            case "checkpoint" -> new Json.Text(receipt.proof().checkpoint().encode());
            default -> body.json().members().getOrDefault(name, new Json.Null());
        };
    }
}
