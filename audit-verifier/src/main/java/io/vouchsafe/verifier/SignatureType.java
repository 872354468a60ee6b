package io.vouchsafe.verifier;

import io.vouchsafe.verifier.internal.crypto.Ed25519;
import io.vouchsafe.verifier.internal.crypto.MlDsa44;
import java.util.Optional;

/** The signature types of c2sp.org/signed-note that this verifier checks. */
public enum SignatureType {
    /** Plain Ed25519 over the note text, type 0x01. */
    ED25519(0x01, Ed25519.PUBLIC_KEY_BYTES, Ed25519.SIGNATURE_BYTES, false, "Ed25519"),
    /** Timestamped Ed25519 cosignature, type 0x04, c2sp.org/tlog-cosignature. */
    ED25519_COSIGNATURE(
            0x04, Ed25519.PUBLIC_KEY_BYTES, Ed25519.SIGNATURE_BYTES, true, "Ed25519 cosignature"),
    /** Timestamped ML-DSA-44 (FIPS 204) cosignature, type 0x06, c2sp.org/tlog-cosignature. */
    ML_DSA_44_COSIGNATURE(
            0x06, MlDsa44.PUBLIC_KEY_BYTES, MlDsa44.SIGNATURE_BYTES, true, "ML-DSA-44");

    private final int code;
    private final int publicKeyBytes;
    private final int signatureBytes;
    private final boolean timestamped;
    private final String label;

    SignatureType(
            int code, int publicKeyBytes, int signatureBytes, boolean timestamped, String label) {
        this.code = code;
        this.publicKeyBytes = publicKeyBytes;
        this.signatureBytes = signatureBytes;
        this.timestamped = timestamped;
        this.label = label;
    }

    /** The type of that identifier byte (0 to 255), when this verifier knows it. */
    public static Optional<SignatureType> of(int code) {
        for (SignatureType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The identifier byte, 0 to 255. */
    public int code() {
        return code;
    }

    /** Length of the encoded public key in bytes. */
    public int publicKeyBytes() {
        return publicKeyBytes;
    }

    /** Length of the raw signature in bytes, without a timestamp. */
    public int signatureBytes() {
        return signatureBytes;
    }

    /** Whether 8 bytes of POSIX seconds stand before the raw signature. */
    public boolean timestamped() {
        return timestamped;
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != publicKeyBytes || signature.length != signatureBytes) {
            return false;
        }
        return this == ML_DSA_44_COSIGNATURE
                ? MlDsa44.verifies(publicKey, message, signature)
                : Ed25519.verifies(publicKey, message, signature);
    }
}
