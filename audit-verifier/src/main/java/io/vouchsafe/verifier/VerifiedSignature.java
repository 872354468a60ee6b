package io.vouchsafe.verifier;

import java.util.OptionalLong;

/**
 * A signature that was verified.
 *
 * @param key the trusted key that made it
 * @param type the key's type
 * @param posixSeconds the signed time of a cosignature; empty for plain signatures
 */
public record VerifiedSignature(VKey key, SignatureType type, OptionalLong posixSeconds) {}
