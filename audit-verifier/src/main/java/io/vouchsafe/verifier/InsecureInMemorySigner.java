package io.vouchsafe.verifier;

import io.vouchsafe.verifier.internal.crypto.Ed25519;
import io.vouchsafe.verifier.internal.crypto.MlDsa44;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.function.UnaryOperator;

/**
 * A signer whose private key lies unprotected in memory: for tests, samples and benchmarks.
 *
 * <p>Security guarantees: none for the key. The server signs through its keys module instead.
 */
public final class InsecureInMemorySigner implements NoteSigner {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final VKey key;
    private final UnaryOperator<byte[]> signature;

    private InsecureInMemorySigner(VKey key, UnaryOperator<byte[]> signature) {
        this.key = key;
        this.signature = signature;
    }

    /** A plain Ed25519 signer (0x01) from a 32-byte seed. */
    public static InsecureInMemorySigner ed25519(String name, byte[] seed) {
        return ed25519(name, SignatureType.ED25519, seed);
    }

    /** A plain Ed25519 signer with a fresh key. */
    public static InsecureInMemorySigner ed25519(String name) {
        return ed25519(name, random(Ed25519.SEED_BYTES));
    }

    /** An Ed25519 cosigner (0x04), for example a witness, from a 32-byte seed. */
    public static InsecureInMemorySigner ed25519Cosigner(String name, byte[] seed) {
        return ed25519(name, SignatureType.ED25519_COSIGNATURE, seed);
    }

    /** An ML-DSA-44 cosigner (0x06) from a 32-byte seed; deterministic. */
    public static InsecureInMemorySigner mlDsa44(String name, byte[] seed) {
        byte[] kept = seed.clone();
        return new InsecureInMemorySigner(
                VKey.of(name, SignatureType.ML_DSA_44_COSIGNATURE, MlDsa44.publicKey(kept)),
                message -> MlDsa44.sign(kept, message));
    }

    /** An ML-DSA-44 cosigner with a fresh key. */
    public static InsecureInMemorySigner mlDsa44(String name) {
        return mlDsa44(name, random(MlDsa44.SEED_BYTES));
    }

    private static InsecureInMemorySigner ed25519(String name, SignatureType type, byte[] seed) {
        KeyPair pair = Ed25519.keyPair(seed);
        return new InsecureInMemorySigner(
                VKey.of(name, type, Ed25519.raw(pair.getPublic())),
                message -> Ed25519.sign(pair.getPrivate(), message));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public VKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        return signature.apply(message);
    }

    /** Names the public key only. */
    @Override
    public String toString() {
        return "InsecureInMemorySigner[" + key.name() + "+" + key.idHex() + "]";
    }
}
