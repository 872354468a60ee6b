package io.vouchsafe.verifier;

/**
 * Somebody who signs notes. The private key stays wherever the implementation keeps it; what is
 * signed is built here.
 *
 * <p>Implementations must be safe for any thread.
 */
public interface NoteSigner {

    /** The public half. Its type decides what {@link #sign} gets and how long the answer is. */
    VKey key();

    /**
     * Signs the message as it is: pure Ed25519 (RFC 8032) or pure ML-DSA-44 with an empty context
     * (FIPS 204 algorithm 2), no pre-hash.
     *
     * @return the raw signature: 64 bytes (Ed25519), 2420 bytes (ML-DSA-44), without key ID and
     *     timestamp
     */
    byte[] sign(byte[] message);
}
