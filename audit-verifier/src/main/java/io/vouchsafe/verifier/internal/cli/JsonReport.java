package io.vouchsafe.verifier.internal.cli;

import io.vouchsafe.verifier.ReceiptFacts;
import io.vouchsafe.verifier.Verification;
import io.vouchsafe.verifier.VerifiedSignature;
import io.vouchsafe.verifier.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result as one line of JSON in ASCII, names sorted; numbers that may exceed 2^53 are texts.
 */
final class JsonReport {

    private JsonReport() {}

    static String of(Verification result) {
        Map<String, Json> members =
                switch (result) {
                    case Verification.Verified verified -> verified(verified.facts());
                    case Verification.Rejected rejected ->
                            Map.of(
                                    "verified", new Json.Bool(false),
                                    "reason", new Json.Text(rejected.reason().name()),
                                    "sentence", new Json.Text(rejected.sentence()));
                };
        return ascii(new Json.Obj(members).canonical());
    }

    private static Map<String, Json> verified(ReceiptFacts facts) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("verified", new Json.Bool(true));
        members.put("receipt", new Json.Text(facts.id()));
        members.put("type", new Json.Text(facts.type()));
        members.put("contract", text(facts.contract()));
        members.put("model", text(facts.model()));
        members.put("decision", text(facts.decision()));
        members.put("time", text(facts.time()));
        members.put("index", new Json.Text(Long.toString(facts.index())));
        members.put("size", new Json.Text(Long.toString(facts.checkpoint().size())));
        members.put("origin", new Json.Text(facts.checkpoint().origin()));
        members.put("root", new Json.Text(facts.checkpoint().root().base64()));
        members.put("requestMatches", matches(facts.requestMatches()));
        members.put("responseMatches", matches(facts.responseMatches()));
        members.put(
                "signatures",
                new Json.Arr(facts.signatures().stream().map(JsonReport::signature).toList()));
        members.put("ignored", texts(facts.ignored().stream().map(one -> one.name()).toList()));
        members.put("unproven", texts(facts.unproven()));
        return members;
    }

    private static Json signature(VerifiedSignature signature) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("name", new Json.Text(signature.key().name()));
        members.put("key", new Json.Text(signature.key().idHex()));
        members.put("type", new Json.Text(signature.type().label()));
        members.put(
                "time",
                signature.posixSeconds().isPresent()
                        ? new Json.Text(TextReport.time(signature.posixSeconds().getAsLong()))
                        : new Json.Null());
        return new Json.Obj(members);
    }

    /**
     * True when it was given and matches, null when it was not given; a difference is no verified
     * result.
     */
    private static Json matches(boolean matches) {
        return matches ? new Json.Bool(true) : new Json.Null();
    }

    private static Json text(Optional<String> value) {
        return value.isPresent() ? new Json.Text(value.get()) : new Json.Null();
    }

    private static Json texts(List<String> values) {
        return new Json.Arr(values.stream().<Json>map(Json.Text::new).toList());
    }

    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder();
        for (char c : json.toCharArray()) {
            if (c < 0x7f) {
                ascii.append(c);
            } else {
                ascii.append(String.format("\\u%04x", (int) c));
            }
        }
        return ascii.toString();
    }
}
