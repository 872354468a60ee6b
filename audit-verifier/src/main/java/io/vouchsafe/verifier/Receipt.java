package io.vouchsafe.verifier;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * A receipt: an entry's salt and body with the proof that the log holds it. Immutable; not verified
 * yet.
 *
 * <p>The log's entry is {@code SHA-256(salt ‖ body)}, the leaf is the RFC 6962 leaf hash of these
 * 32 bytes. As a file it is a {@link TlogProof} whose extra data is {@code salt ‖ body}.
 *
 * <p>The body is RFC 8785 canonical JSON: an object with at least {@code "v":1} and the texts
 * {@code "id"} and {@code "type"}; where the entry stands for an exchange, {@code "input"} and
 * {@code "output"} are {@link Commitment}s.
 */
public final class Receipt {

    /** Larger files are refused. */
    public static final int MAX_FILE_BYTES = 16 << 20;

    private final byte[] salt;
    private final byte[] body;
    private final TlogProof proof;

    private Receipt(byte[] salt, byte[] body, TlogProof proof) {
        this.salt = salt;
        this.body = body;
        this.proof = proof;
    }

    /**
     * A receipt from its parts, as the log writes it.
     *
     * @param salt 32 bytes
     * @param body canonical JSON as it was logged
     * @param inclusion from the leaf's sibling upwards
     */
    public static Receipt of(
            byte[] salt, byte[] body, long index, List<Hash> inclusion, SignedNote checkpoint) {
        requireSalt(salt);
        byte[] extra = Arrays.copyOf(salt, salt.length + body.length);
        System.arraycopy(body, 0, extra, salt.length, body.length);
        return new Receipt(
                salt.clone(), body.clone(), TlogProof.of(extra, index, inclusion, checkpoint));
    }

    /**
     * Reads salt and body out of a proof's extra data.
     *
     * @throws MalformedException when there is none or it is too short
     */
    public static Receipt of(TlogProof proof) {
        byte[] extra = proof.extra().orElse(new byte[0]);
        if (extra.length <= Commitment.SALT_BYTES) {
            throw new MalformedException(
                    Reason.RECEIPT, "The proof's extra line does not hold a salt and a body.");
        }
        return new Receipt(
                Arrays.copyOf(extra, Commitment.SALT_BYTES),
                Arrays.copyOfRange(extra, Commitment.SALT_BYTES, extra.length),
                proof);
    }

    /**
     * Reads a tlog-proof file of at most {@link #MAX_FILE_BYTES} bytes.
     *
     * @throws MalformedException when the bytes are not exactly one receipt
     */
    public static Receipt parse(byte[] file) {
        requireSize(file.length);
        return of(TlogProof.parse(file));
    }

    static void requireSize(int bytes) {
        if (bytes > MAX_FILE_BYTES) {
            throw new MalformedException(
                    Reason.TOO_LARGE, "A receipt has at most 16 MiB, this one is larger.");
        }
    }

    private static void requireSalt(byte[] salt) {
        if (salt.length != Commitment.SALT_BYTES) {
            throw new MalformedException(
                    Reason.RECEIPT, "A salt has 32 bytes, not " + salt.length + ".");
        }
    }

    /** The log's entry for a body: {@code SHA-256(salt ‖ body)}, 32 bytes. */
    public static Hash entry(byte[] salt, byte[] body) {
        requireSalt(salt);
        MessageDigest sha256 = TreeHasher.sha256();
        sha256.update(salt);
        return Hash.owning(sha256.digest(body));
    }

    /** The leaf hash of an entry: {@code SHA-256(0x00 ‖ entry)}. */
    public static Hash leaf(Hash entry) {
        return Merkle.leafHash(entry.shared());
    }

    /** This receipt's leaf hash. */
    public Hash leaf() {
        return leaf(entry(salt, body));
    }

    /** A fresh copy of the salt. */
    public byte[] salt() {
        return salt.clone();
    }

    /** A fresh copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** The proof that carries it; its text is the receipt file. */
    public TlogProof proof() {
        return proof;
    }
}
