package io.vouchsafe.verifier.internal.cli;

import io.vouchsafe.verifier.NoteSignature;
import io.vouchsafe.verifier.ReceiptFacts;
import io.vouchsafe.verifier.Verification;
import io.vouchsafe.verifier.VerifiedSignature;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The result as one line for people. */
final class TextReport {

    private TextReport() {}

    static String of(Verification result) {
        return Printable.of(
                switch (result) {
                    case Verification.Verified verified -> verified(verified.facts());
                    case Verification.Rejected rejected -> "NOT VERIFIED: " + rejected.sentence();
                });
    }

    private static String verified(ReceiptFacts facts) {
        List<String> parts = new ArrayList<>();
        parts.add(
                "VERIFIED  receipt "
                        + facts.id()
                        + " entry "
                        + facts.index()
                        + " in checkpoint "
                        + facts.checkpoint().size()
                        + " of "
                        + facts.checkpoint().origin()
                        + ", signed by "
                        + String.join(
                                ", ",
                                facts.signatures().stream().map(TextReport::signer).toList()));
        parts.add(facts.requestMatches() ? "request matches" : "request not given");
        parts.add(facts.responseMatches() ? "response matches" : "response not given");
        parts.add(entry(facts));
        if (!facts.ignored().isEmpty()) {
            List<String> names = facts.ignored().stream().map(TextReport::unknown).toList();
            parts.add("signatures of unknown keys ignored: " + String.join(", ", names));
        }
        if (!facts.unproven().isEmpty()) {
            parts.add("not covered by the proof: " + String.join(", ", facts.unproven()));
        }
        return String.join("; ", parts);
    }

    private static String entry(ReceiptFacts facts) {
        List<String> words = new ArrayList<>();
        words.add("type " + facts.type());
        add(words, "contract", facts.contract());
        add(words, "model", facts.model());
        add(words, "decision", facts.decision());
        add(words, "time", facts.time());
        return String.join(", ", words);
    }

    private static void add(List<String> words, String name, Optional<String> value) {
        value.ifPresent(text -> words.add(name + " " + text));
    }

    private static String signer(VerifiedSignature signature) {
        String time =
                signature.posixSeconds().isPresent()
                        ? " at " + time(signature.posixSeconds().getAsLong())
                        : "";
        return signature.key().name() + " (" + signature.type().label() + time + ")";
    }

    static String time(long posixSeconds) {
        try {
            return Instant.ofEpochSecond(posixSeconds).toString();
        } catch (DateTimeException beyond) {
            return posixSeconds + " s";
        }
    }

    private static String unknown(NoteSignature signature) {
        return signature.name() + "+" + HexFormat.of().toHexDigits(signature.keyId());
    }
}
