package io.vouchsafe.verifier;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A verifier key of c2sp.org/signed-note: {@code <name>+<hex key ID>+base64(type ‖ public key)}.
 *
 * <p>Immutable; equal when name, type and public key are. A key of a type that this verifier does
 * not know is readable and writable, but its signatures are treated as those of an unknown key.
 */
public final class VKey {

    private static final int ID_BYTES = 4;

    private final String name;
    private final int typeCode;
    private final byte[] publicKey;
    private final int id;

    private VKey(String name, int typeCode, byte[] publicKey) {
        this.name = requireName(name);
        this.typeCode = typeCode;
        this.publicKey = publicKey;
        Optional<SignatureType> type = SignatureType.of(typeCode);
        if (publicKey.length == 0
                || type.isPresent() && type.get().publicKeyBytes() != publicKey.length) {
            throw new MalformedException(
                    Reason.KEY,
                    "The public key of '"
                            + name
                            + "' has "
                            + publicKey.length
                            + " bytes, which its type does not allow.");
        }
        MessageDigest sha256 = TreeHasher.sha256();
        sha256.update(Text.utf8(name));
        sha256.update((byte) '\n');
        sha256.update((byte) typeCode);
        byte[] digest = sha256.digest(publicKey);
        this.id = NoteSignature.keyId(digest);
    }

    /**
     * A key of a type that this verifier checks.
     *
     * @param publicKey 32 bytes (Ed25519, RFC 8032) or 1312 bytes (ML-DSA-44, FIPS 204), copied
     * @throws MalformedException when the name or the length is wrong
     */
    public static VKey of(String name, SignatureType type, byte[] publicKey) {
        return new VKey(name, type.code(), publicKey.clone());
    }

    /**
     * A key of any type, for example 0xff, whose key material begins with a longer identifier.
     *
     * @param typeCode 0 to 255
     * @throws MalformedException when the name, code or length is wrong
     */
    public static VKey ofUnassigned(String name, int typeCode, byte[] publicKey) {
        if (typeCode < 0 || typeCode > 255) {
            throw new MalformedException(Reason.KEY, "A signature type is one byte.");
        }
        return new VKey(name, typeCode, publicKey.clone());
    }

    /**
     * Reads the one-line form; the key ID must be the right one.
     *
     * @throws MalformedException when it is not exactly that form
     */
    public static VKey parse(String line) {
        String[] parts = line.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedException(
                    Reason.KEY, "A verifier key has the form name+id+base64; this line has not.");
        }
        byte[] key = Text.base64(parts[2], Reason.KEY, "The verifier key of '" + parts[0] + "'");
        if (key.length == 0) {
            throw new MalformedException(
                    Reason.KEY, "The verifier key of '" + parts[0] + "' is empty.");
        }
        VKey parsed = new VKey(parts[0], key[0] & 0xff, Arrays.copyOfRange(key, 1, key.length));
        if (!parsed.idHex().equals(parts[1])) {
            throw new MalformedException(
                    Reason.KEY,
                    "The verifier key of '"
                            + parts[0]
                            + "' says ID '"
                            + parts[1]
                            + "', but its ID is "
                            + parsed.idHex()
                            + ".");
        }
        return parsed;
    }

    static String requireName(String name) {
        if (name.isEmpty()
                || name.indexOf('+') >= 0
                || name.codePoints().anyMatch(VKey::separates)) {
            throw new MalformedException(
                    Reason.KEY, "A key name is not empty and has no spaces, controls or '+'.");
        }
        return name;
    }

    private static boolean separates(int codePoint) {
        return Character.isSpaceChar(codePoint)
                || Character.isWhitespace(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** The one-line form. */
    public String encode() {
        byte[] key = new byte[1 + publicKey.length];
        key[0] = (byte) typeCode;
        System.arraycopy(publicKey, 0, key, 1, publicKey.length);
        return name + "+" + idHex() + "+" + Text.base64(key);
    }

    /** The key name; for a log's own key its origin. */
    public String name() {
        return name;
    }

    /** First four bytes of {@code SHA-256(name ‖ 0x0A ‖ type ‖ public key)}, big-endian. */
    public int id() {
        return id;
    }

    /** The key ID as eight lower-case hex digits. */
    public String idHex() {
        return HexFormat.of().toHexDigits(id, 2 * ID_BYTES);
    }

    /** The type's identifier byte, 0 to 255. */
    public int typeCode() {
        return typeCode;
    }

    /** The type, when this verifier knows it. */
    public Optional<SignatureType> type() {
        return SignatureType.of(typeCode);
    }

    /** A fresh copy of the encoded public key. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VKey key
                && name.equals(key.name)
                && typeCode == key.typeCode
                && Arrays.equals(publicKey, key.publicKey);
    }

    @Override
    public int hashCode() {
        return id;
    }

    /** The one-line form. */
    @Override
    public String toString() {
        return encode();
    }
}
