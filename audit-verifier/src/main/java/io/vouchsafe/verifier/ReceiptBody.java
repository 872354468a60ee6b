package io.vouchsafe.verifier;

import io.vouchsafe.verifier.internal.json.Json;
import io.vouchsafe.verifier.internal.json.JsonException;
import java.util.Optional;

/** A receipt's body as JSON: canonical, of a known version, with id and type. */
record ReceiptBody(Json.Obj json, String id, String type) {

    private static final double VERSION = 1;

    static ReceiptBody parse(byte[] body) {
        String text = Text.utf8(body, "The receipt's body");
        Json json = json(text);
        if (!json.canonical().equals(text)) {
            throw malformed("The receipt's body is not in the canonical form of RFC 8785.");
        }
        if (!(json instanceof Json.Obj object)
                || !new Json.Num(VERSION).equals(object.members().get("v"))) {
            throw malformed("The receipt's body is not an object of version 1.");
        }
        Optional<String> id = object.text("id");
        Optional<String> type = object.text("type");
        if (id.isEmpty() || type.isEmpty()) {
            throw malformed("The receipt's body does not say its id and its type.");
        }
        return new ReceiptBody(object, id.get(), type.get());
    }

    private static Json json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException fault) {
            throw new MalformedException(
                    Reason.BODY,
                    "The receipt's body is no JSON: " + fault.getMessage() + ".",
                    fault);
        }
    }

    private static MalformedException malformed(String sentence) {
        return new MalformedException(Reason.BODY, sentence);
    }

    Optional<String> text(String member) {
        return json.text(member);
    }
}
