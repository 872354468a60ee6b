package io.vouchsafe.verifier.internal.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPublicKeyParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSASigner;

/**
 * Pure ML-DSA-44 (FIPS 204) with an empty context by Bouncy Castle, keys in their FIPS 204
 * encodings.
 */
public final class MlDsa44 {

    /** Length of an encoded public key. */
    public static final int PUBLIC_KEY_BYTES = 1312;

    /** Length of the private seed ξ. */
    public static final int SEED_BYTES = 32;

    /** Length of a signature. */
    public static final int SIGNATURE_BYTES = 2420;

    private MlDsa44() {}

    /**
     * Whether the signature over the message was made by that key; false for malformed keys and
     * signatures too.
     */
    public static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != PUBLIC_KEY_BYTES || signature.length != SIGNATURE_BYTES) {
            return false;
        }
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, publicKey));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    /** The public key of a seed. */
    public static byte[] publicKey(byte[] seed) {
        return privateKey(seed).getPublicKey();
    }

    /** Deterministic ML-DSA-44 (FIPS 204 algorithm 2 with rnd = 0) over the message. */
    public static byte[] sign(byte[] seed, byte[] message) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, privateKey(seed));
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException failed) {
            throw new IllegalStateException("Signing by ML-DSA-44 failed.", failed);
        }
    }

    private static MLDSAPrivateKeyParameters privateKey(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("An ML-DSA seed has 32 bytes.");
        }
        return new MLDSAPrivateKeyParameters(
                MLDSAParameters.ml_dsa_44, Arrays.copyOf(seed, seed.length));
    }
}
