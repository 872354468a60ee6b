package io.vouchsafe.keys.internal.keystore;

import io.vouchsafe.keys.SigningKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;

/** A signing key out of the store. */
final class StoredSigningKey implements SigningKey {
    private final String name;
    private final Algorithm algorithm;
    private final PrivateKey privateKey;
    private final byte[] publicKey;
    private final Provider provider;

    StoredSigningKey(
            String name,
            Algorithm algorithm,
            PrivateKey privateKey,
            byte[] publicKey,
            Provider provider) {
        this.name = name;
        this.algorithm = algorithm;
        this.privateKey = privateKey;
        this.publicKey = publicKey.clone();
        this.provider = provider;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(jcaName(algorithm), provider);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException fault) {
            throw KeysMessages.LOG.cannotSign(name, fault);
        }
    }

    static String jcaName(Algorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> "Ed25519";
            case ML_DSA_44 -> "ML-DSA-44";
        };
    }

    /** Names the public half only. */
    @Override
    public String toString() {
        return "SigningKey[" + name + ", " + algorithm + "]";
    }
}
