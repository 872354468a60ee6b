package io.vouchsafe.verifier;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A log's statement of its tree (c2sp.org/tlog-checkpoint): the text that a signed note carries.
 *
 * @param origin identifies the log; a schema-less URL, and the name of its keys
 * @param size number of leaves
 * @param root RFC 6962 root of that tree
 * @param extensions further lines, each non-empty; usually none, because ML-DSA-44 cosignatures do
 *     not cover them
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    private static final int FIXED_LINES = 3;

    /** Refuses what could not be written as a checkpoint. */
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (size < 0) {
            throw malformed("A tree cannot have " + size + " entries.");
        }
        if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw malformed("Origin and extension lines are non-empty and have no line breaks.");
        }
    }

    /** A checkpoint without extension lines. */
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /**
     * Reads a note's text.
     *
     * @throws MalformedException when it is not exactly a checkpoint with a 32-byte root
     */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw malformed("A checkpoint ends in a newline.");
        }
        List<String> lines = Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < FIXED_LINES) {
            throw malformed("A checkpoint has an origin, a size and a root line.");
        }
        return new Checkpoint(
                lines.get(0),
                Text.decimal(lines.get(1), Reason.CHECKPOINT, "The checkpoint's size"),
                Hash.fromBase64(lines.get(2)),
                lines.subList(FIXED_LINES, lines.size()));
    }

    private static boolean isLine(String line) {
        return !line.isEmpty() && line.chars().noneMatch(c -> c < ' ');
    }

    private static MalformedException malformed(String sentence) {
        return new MalformedException(Reason.CHECKPOINT, sentence);
    }

    /** The note text, newline included. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n');
        text.append(root.base64()).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Signs this checkpoint; the log's own signer comes first by custom. */
    public SignedNote sign(Instant time, List<? extends NoteSigner> signers) {
        return SignedNote.sign(text(), time, signers);
    }
}
