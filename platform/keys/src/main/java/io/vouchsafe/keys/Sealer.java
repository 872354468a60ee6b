package io.vouchsafe.keys;

/**
 * Authenticated encryption of data at rest: AES-256-GCM (NIST SP 800-38D), a fresh random 96-bit
 * nonce per message. Security guarantees: confidentiality and integrity of the plaintext, integrity
 * of the associated data. Not hidden: the plaintext's length. One key is good for 2^32 messages (SP
 * 800-38D, section 8.3).
 */
public interface Sealer {
    /**
     * Seals.
     *
     * @param context what the ciphertext is bound to, such as schema, column, row and partner; the
     *     same must be given to open
     * @return version byte, key id, nonce, ciphertext and tag
     */
    byte[] seal(byte[] plaintext, byte[] context);

    /**
     * Opens what {@link #seal} made.
     *
     * @throws SealBrokenException when anything was changed, or sealed by another key or context
     */
    byte[] open(byte[] sealed, byte[] context);
}
