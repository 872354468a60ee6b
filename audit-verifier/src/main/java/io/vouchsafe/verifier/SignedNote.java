package io.vouchsafe.verifier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A text with its signature lines (c2sp.org/signed-note). Immutable; parsing and writing are exact
 * inverses.
 *
 * <p>Nothing in it may be believed before {@link #verify}.
 *
 * @param text ends in a newline, which is signed too
 * @param signatures 1 to {@value #MAX_SIGNATURES} lines
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** More lines are refused (the document asks for at least 16). */
    public static final int MAX_SIGNATURES = 100;

    private static final String SEPARATOR = "\n\n";

    /** Refuses what could not be written as a note. */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.codePoints().anyMatch(SignedNote::isForbidden)) {
            throw malformed("A note's text ends in a newline and has no control characters.");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw malformed(
                    "A note has 1 to "
                            + MAX_SIGNATURES
                            + " signatures, not "
                            + signatures.size()
                            + ".");
        }
    }

    /**
     * Signs a text.
     *
     * @param time for timestamped types, cut to seconds
     * @throws MalformedException when the text is none, or no checkpoint where a cosignature needs
     *     one
     */
    public static SignedNote sign(String text, Instant time, List<? extends NoteSigner> signers) {
        List<NoteSignature> signatures = new ArrayList<>();
        for (NoteSigner signer : signers) {
            signatures.add(NoteSignature.sign(signer, text, time));
        }
        return new SignedNote(text, signatures);
    }

    /** The same note with more signature lines, for example a witness's. */
    public SignedNote with(List<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.addAll(more);
        return new SignedNote(text, all);
    }

    /**
     * Reads a note.
     *
     * @throws MalformedException when the bytes are not exactly one note
     */
    public static SignedNote parse(byte[] bytes) {
        return parse(Text.utf8(bytes, "The note"));
    }

    /** As {@link #parse(byte[])}. */
    public static SignedNote parse(String note) {
        int split = note.lastIndexOf(SEPARATOR);
        if (split < 0 || !note.endsWith("\n") || split + SEPARATOR.length() == note.length()) {
            throw malformed("A note is a text, an empty line and signature lines; this is not.");
        }
        String lines = note.substring(split + SEPARATOR.length(), note.length() - 1);
        if (lines.chars().filter(c -> c == '\n').count() >= MAX_SIGNATURES) {
            throw malformed("The note has more than " + MAX_SIGNATURES + " signatures.");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            signatures.add(signature(line));
        }
        SignedNote parsed = new SignedNote(note.substring(0, split + 1), signatures);
        if (!parsed.encode().equals(note)) {
            throw malformed("The note is not in its canonical form.");
        }
        return parsed;
    }

    private static NoteSignature signature(String line) {
        try {
            return NoteSignature.parse(line);
        } catch (MalformedException fault) {
            throw new MalformedException(Reason.NOTE, fault.sentence(), fault);
        }
    }

    /** The note as it is transmitted. */
    public String encode() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.encode()).append('\n'));
        return note.toString();
    }

    /**
     * Checks the signatures against trusted keys: lines of unknown keys (name or ID differ, or the
     * type is not known here) are ignored; every line of a trusted key must verify; at least one
     * must.
     */
    public NoteVerification verify(KeyRing keys) {
        Map<VKey, VerifiedSignature> verified = new LinkedHashMap<>();
        List<NoteSignature> ignored = new ArrayList<>();
        for (NoteSignature line : signatures) {
            Optional<VKey> key = keys.find(line.name(), line.keyId());
            if (key.isEmpty() || key.get().type().isEmpty()) {
                ignored.add(line);
                continue;
            }
            Optional<VerifiedSignature> good = check(line, key.get(), key.get().type().get());
            if (good.isEmpty()) {
                return new NoteVerification.Refused(
                        Reason.SIGNATURE_FAILED,
                        "The "
                                + key.get().type().get().label()
                                + " signature of '"
                                + line.name()
                                + "' does not verify: the signed text or the signature was changed.");
            }
            verified.putIfAbsent(key.get(), good.get());
        }
        if (verified.isEmpty()) {
            return new NoteVerification.Refused(
                    Reason.NO_KNOWN_SIGNATURE, "None of the given keys signed this note.");
        }
        return new NoteVerification.Opened(List.copyOf(verified.values()), List.copyOf(ignored));
    }

    private Optional<VerifiedSignature> check(NoteSignature line, VKey key, SignatureType type) {
        try {
            byte[] raw = line.signature();
            OptionalLong time = OptionalLong.empty();
            if (type.timestamped()) {
                Cosignature cosignature = Cosignature.parse(raw);
                raw = cosignature.raw();
                time = OptionalLong.of(cosignature.posixSeconds());
            }
            byte[] message = Cosignature.message(key, time.orElse(0), text);
            return type.verifies(key.publicKey(), message, raw)
                    ? Optional.of(new VerifiedSignature(key, type, time))
                    : Optional.empty();
        } catch (MalformedException noCosignature) {
            return Optional.empty();
        }
    }

    /** ASCII controls but newline, and what has no UTF-8 form. */
    private static boolean isForbidden(int codePoint) {
        return (codePoint < ' ' && codePoint != '\n')
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static MalformedException malformed(String sentence) {
        return new MalformedException(Reason.NOTE, sentence);
    }
}
