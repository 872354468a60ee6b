package io.vouchsafe.keys;

/** A private key that signs and never shows itself. Safe for concurrent use. */
public interface SigningKey {
    /** Signature algorithms, by the type byte of C2SP signed notes. */
    enum Algorithm {
        /** RFC 8032. */
        ED25519,
        /** FIPS 204, as a note cosignature. */
        ML_DSA_44
    }

    /** Key name in note signatures; without spaces and plus signs. */
    String name();

    Algorithm algorithm();

    /** Raw public key: 32 bytes (Ed25519) or 1,312 bytes (ML-DSA-44). */
    byte[] publicKey();

    /** Raw signature over {@code message}: 64 or 2,420 bytes. */
    byte[] sign(byte[] message);
}
