package io.vouchsafe.verifier;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two hashes of RFC 6962 section 2.1 over one reused digest; for one thread at a time. */
final class TreeHasher {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();
    private final byte[] node = new byte[1 + 2 * Hash.SIZE];

    TreeHasher() {
        node[0] = NODE;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    Hash leaf(byte[] entry) {
        sha256.update(LEAF);
        return Hash.owning(sha256.digest(entry));
    }

    Hash node(Hash left, Hash right) {
        byte[] result = new byte[Hash.SIZE];
        node(left.shared(), 0, right.shared(), 0, result, 0);
        return Hash.owning(result);
    }

    /** Hashes two children into {@code target}, which may be one of the sources. */
    void node(
            byte[] left, int leftOffset, byte[] right, int rightOffset, byte[] target, int offset) {
        System.arraycopy(left, leftOffset, node, 1, Hash.SIZE);
        System.arraycopy(right, rightOffset, node, 1 + Hash.SIZE, Hash.SIZE);
        sha256.update(node, 0, node.length);
        try {
            sha256.digest(target, offset, Hash.SIZE);
        } catch (DigestException tooShort) {
            throw new IllegalArgumentException("The target has no room for a hash.", tooShort);
        }
    }
}
