package io.vouchsafe.keys;

/**
 * Finds sealed values by equality: HMAC-SHA-256 (RFC 2104) with a key of the key store. Security
 * guarantees: without the key a tag says nothing about its value. Not hidden: that two rows of one
 * domain hold the same value.
 */
public interface BlindIndex {
    /** Length of a tag in bytes. */
    int BYTES = 32;

    /**
     * The tag of a value.
     *
     * @param domain what kind of value, such as {@code audit.subject}; the same value in another
     *     domain has another tag
     */
    byte[] tag(String domain, String value);
}
