package io.vouchsafe.verifier;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 value of 32 bytes: a Merkle leaf, a Merkle node, a root or the digest of an entry.
 *
 * <p>Immutable. Texts are standard base64 (RFC 4648 section 4) as in C2SP documents, or lower-case
 * hex.
 */
public final class Hash {

    /** Length in bytes. */
    public static final int SIZE = 32;

    private final byte[] bytes;

    private Hash(byte[] owned) {
        this.bytes = owned;
    }

    /**
     * A hash from exactly 32 bytes, which are copied.
     *
     * @throws MalformedException when the length is another
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new MalformedException(
                    Reason.HASH, "A hash has 32 bytes, not " + bytes.length + ".");
        }
        return new Hash(bytes.clone());
    }

    /** A hash from the 32 bytes at {@code offset}, which are copied. */
    public static Hash at(byte[] source, int offset) {
        return new Hash(Arrays.copyOfRange(source, offset, offset + SIZE));
    }

    /** Takes the array without copying; the caller gives it up. */
    static Hash owning(byte[] bytes) {
        return new Hash(bytes);
    }

    /**
     * A hash from its only valid base64 text (44 characters).
     *
     * @throws MalformedException when the text is not canonical base64 of 32 bytes
     */
    public static Hash fromBase64(String text) {
        return of(Text.base64(text, Reason.HASH, "The hash"));
    }

    /**
     * A hash from 64 hex digits.
     *
     * @throws MalformedException when the text is not that
     */
    public static Hash fromHex(String text) {
        try {
            return of(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException notHex) {
            throw new MalformedException(Reason.HASH, "The hash is not 64 hex digits.", notHex);
        }
    }

    /** A fresh copy of the 32 bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes to {@code target} from {@code offset}. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, SIZE);
    }

    /** The bytes themselves, for reading inside this package only. */
    byte[] shared() {
        return bytes;
    }

    /** Standard base64 with padding, 44 characters. */
    public String base64() {
        return Text.base64(bytes);
    }

    /** Lower-case hex, 64 characters. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The hex form. */
    @Override
    public String toString() {
        return hex();
    }
}
