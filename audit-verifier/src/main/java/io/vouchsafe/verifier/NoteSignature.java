package io.vouchsafe.verifier;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One signature line of a signed note, not yet verified: {@code — <key name> base64(key ID ‖
 * signature)} (c2sp.org/signed-note).
 *
 * <p>Immutable. For timestamped types the signature begins with 8 bytes of POSIX seconds (see
 * {@link Cosignature}).
 */
public final class NoteSignature {

    private static final String DASH = "\u2014 ";
    private static final int ID_BYTES = 4;

    private final String name;
    private final int keyId;
    private final byte[] signature;

    private NoteSignature(String name, int keyId, byte[] signature) {
        this.name = VKey.requireName(name);
        this.keyId = keyId;
        this.signature = signature;
    }

    /**
     * A signature made elsewhere, for example by a witness.
     *
     * @throws MalformedException when the name is none or the signature is empty
     */
    public static NoteSignature of(String name, int keyId, byte[] signature) {
        if (signature.length == 0) {
            throw new MalformedException(Reason.NOTE, "A signature cannot be empty.");
        }
        return new NoteSignature(name, keyId, signature.clone());
    }

    /**
     * Signs a note text.
     *
     * @param time written into timestamped types only, cut to seconds
     * @throws MalformedException when the type is a cosignature and the text is no checkpoint
     * @throws IllegalStateException when the signer's answer has the wrong length
     */
    public static NoteSignature sign(NoteSigner signer, String text, Instant time) {
        VKey key = signer.key();
        Optional<SignatureType> type = key.type();
        byte[] raw = signer.sign(Cosignature.message(key, time.getEpochSecond(), text));
        if (type.isPresent() && type.get().signatureBytes() != raw.length) {
            throw new IllegalStateException(
                    "The signer of '" + key.name() + "' answered " + raw.length + " bytes.");
        }
        boolean timestamped = type.isPresent() && type.get().timestamped();
        byte[] signature =
                timestamped ? new Cosignature(time.getEpochSecond(), raw).toBytes() : raw;
        return of(key.name(), key.id(), signature);
    }

    /**
     * Reads one line without its newline.
     *
     * @throws MalformedException when it is not exactly that form
     */
    public static NoteSignature parse(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new MalformedException(
                    Reason.NOTE,
                    "A signature line has the form '\u2014 name base64'; one has not.");
        }
        byte[] bytes =
                Text.base64(line.substring(space + 1), Reason.NOTE, "The text of a signature");
        if (bytes.length <= ID_BYTES) {
            throw new MalformedException(Reason.NOTE, "A signature line holds no signature.");
        }
        return new NoteSignature(
                line.substring(DASH.length(), space),
                keyId(bytes),
                Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
    }

    static int keyId(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** The line without its newline. */
    public String encode() {
        byte[] bytes =
                ByteBuffer.allocate(ID_BYTES + signature.length)
                        .putInt(keyId)
                        .put(signature)
                        .array();
        return DASH + name + " " + Text.base64(bytes);
    }

    /** The key's name as the line says it. */
    public String name() {
        return name;
    }

    /** The key's ID as the line says it. */
    public int keyId() {
        return keyId;
    }

    /** A fresh copy of the bytes after the key ID. */
    public byte[] signature() {
        return signature.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && keyId == that.keyId
                && name.equals(that.name)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return 31 * keyId + Arrays.hashCode(signature);
    }

    /** The line. */
    @Override
    public String toString() {
        return encode();
    }
}
