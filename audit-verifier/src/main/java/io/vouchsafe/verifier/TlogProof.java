package io.vouchsafe.verifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An offline proof that an entry is in a log (c2sp.org/tlog-proof): optional extra data, the index,
 * the inclusion proof and the checkpoint.
 *
 * <p>Immutable; parsing and writing are exact inverses. Nothing in it is verified yet.
 */
public final class TlogProof {

    /** The first line. */
    public static final String HEADER = "c2sp.org/tlog-proof@v1";

    /** The extension that such files carry. */
    public static final String FILE_EXTENSION = ".tlog-proof";

    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int LONGEST_PROOF = 63;

    private final byte @Nullable [] extra;
    private final long index;
    private final List<Hash> proof;
    private final SignedNote checkpoint;
    private final Checkpoint tree;

    private TlogProof(
            byte @Nullable [] extra, long index, List<Hash> proof, SignedNote checkpoint) {
        if (index < 0 || proof.size() > LONGEST_PROOF) {
            throw malformed("An index is not negative and a proof has at most 63 hashes.");
        }
        this.extra = extra;
        this.index = index;
        this.proof = List.copyOf(proof);
        this.checkpoint = checkpoint;
        this.tree = Checkpoint.parse(checkpoint.text());
    }

    /**
     * A proof without extra data.
     *
     * @throws MalformedException when the note is no checkpoint
     */
    public static TlogProof of(long index, List<Hash> proof, SignedNote checkpoint) {
        return new TlogProof(null, index, proof, checkpoint);
    }

    /**
     * A proof with extra data, which is copied.
     *
     * @throws MalformedException when the note is no checkpoint
     */
    public static TlogProof of(byte[] extra, long index, List<Hash> proof, SignedNote checkpoint) {
        return new TlogProof(extra.clone(), index, proof, checkpoint);
    }

    /**
     * Reads a proof file.
     *
     * @throws MalformedException when the bytes are not exactly one proof
     */
    public static TlogProof parse(byte[] file) {
        return parse(Text.utf8(file, "The proof"));
    }

    /** As {@link #parse(byte[])}. */
    public static TlogProof parse(String file) {
        int blank = file.indexOf("\n\n");
        if (!file.startsWith(HEADER + "\n") || blank < 0) {
            throw malformed("The file does not begin as a '" + HEADER + "'.");
        }
        List<String> lines = Arrays.asList(file.substring(0, blank).split("\n", LONGEST_PROOF + 5));
        int at = 1;
        byte[] extra = null;
        if (at < lines.size() && lines.get(at).startsWith(EXTRA)) {
            String text = lines.get(at).substring(EXTRA.length());
            extra = Text.base64(text, Reason.PROOF, "The extra line");
            at++;
        }
        if (at >= lines.size() || !lines.get(at).startsWith(INDEX)) {
            throw malformed("The proof has no index line where one must stand.");
        }
        String digits = lines.get(at).substring(INDEX.length());
        long index = Text.decimal(digits, Reason.PROOF, "The entry's index");
        List<Hash> proof = new ArrayList<>();
        for (String line : lines.subList(at + 1, lines.size())) {
            proof.add(hash(line));
        }
        SignedNote note = SignedNote.parse(file.substring(blank + 2));
        TlogProof parsed = new TlogProof(extra, index, proof, note);
        if (!parsed.encode().equals(file)) {
            throw malformed("The proof is not in its canonical form.");
        }
        return parsed;
    }

    private static Hash hash(String line) {
        try {
            return Hash.fromBase64(line);
        } catch (MalformedException fault) {
            throw new MalformedException(
                    Reason.PROOF, "A line of the proof is no hash: " + fault.sentence(), fault);
        }
    }

    private static MalformedException malformed(String sentence) {
        return new MalformedException(Reason.PROOF, sentence);
    }

    /** The file's text. */
    public String encode() {
        StringBuilder file = new StringBuilder(HEADER).append('\n');
        if (extra != null) {
            file.append(EXTRA).append(Text.base64(extra)).append('\n');
        }
        file.append(INDEX).append(index).append('\n');
        proof.forEach(hash -> file.append(hash.base64()).append('\n'));
        return file.append('\n').append(checkpoint.encode()).toString();
    }

    /** A fresh copy of the extra data, which the format itself does not authenticate. */
    public Optional<byte[]> extra() {
        return Optional.ofNullable(extra).map(byte[]::clone);
    }

    /** The entry's zero-based index. */
    public long index() {
        return index;
    }

    /** The inclusion proof from the leaf's sibling upwards. */
    public List<Hash> proof() {
        return proof;
    }

    /** The signed checkpoint, verbatim. */
    public SignedNote checkpoint() {
        return checkpoint;
    }

    /** What the checkpoint says; not to be believed before its signatures are verified. */
    public Checkpoint tree() {
        return tree;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlogProof that && encode().equals(that.encode());
    }

    @Override
    public int hashCode() {
        return encode().hashCode();
    }

    /** The file's text. */
    @Override
    public String toString() {
        return encode();
    }
}
