package io.vouchsafe.audit.testing;

import io.vouchsafe.keys.BlindIndex;
import io.vouchsafe.keys.Keys;
import io.vouchsafe.keys.SealBrokenException;
import io.vouchsafe.keys.Sealer;
import io.vouchsafe.keys.SigningKey;
import io.vouchsafe.verifier.InsecureInMemorySigner;
import io.vouchsafe.verifier.NoteSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keys out of a seed: two of the same seed and origin are the same. */
public final class TestKeys implements Keys, Sealer, BlindIndex {
    private final String origin;
    private final byte[] seed = new byte[32];
    private final boolean present;

    public TestKeys(String origin, int seed) {
        this(origin, seed, true);
    }

    private TestKeys(String origin, int seed, boolean present) {
        this.origin = origin;
        Arrays.fill(this.seed, (byte) seed);
        this.present = present;
    }

    /** As when the key store's file is gone. */
    public TestKeys gone() {
        return new TestKeys(origin, seed[0], false);
    }

    @Override
    public List<SigningKey> logKeys() {
        return List.of(
                key(SigningKey.Algorithm.ED25519, InsecureInMemorySigner.ed25519(origin, seed)),
                key(SigningKey.Algorithm.ML_DSA_44, InsecureInMemorySigner.mlDsa44(origin, seed)));
    }

    private static SigningKey key(SigningKey.Algorithm algorithm, NoteSigner signer) {
        return new SigningKey() {
            @Override
            public String name() {
                return signer.key().name();
            }

            @Override
            public Algorithm algorithm() {
                return algorithm;
            }

            @Override
            public byte[] publicKey() {
                return signer.key().publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return signer.sign(message);
            }
        };
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public String location() {
        return "/test/keys/vouchsafe.bcfks";
    }

    @Override
    public byte[] seal(byte[] plaintext, byte[] context) {
        byte[] nonce = new byte[12];
        new SecureRandom().nextBytes(nonce);
        byte[] ciphertext = gcm(Cipher.ENCRYPT_MODE, nonce, plaintext, context);
        byte[] sealed = Arrays.copyOf(nonce, nonce.length + ciphertext.length);
        System.arraycopy(ciphertext, 0, sealed, nonce.length, ciphertext.length);
        return sealed;
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        byte[] nonce = Arrays.copyOf(sealed, 12);
        byte[] ciphertext = Arrays.copyOfRange(sealed, 12, sealed.length);
        return gcm(Cipher.DECRYPT_MODE, nonce, ciphertext, context);
    }

    private byte[] gcm(int mode, byte[] nonce, byte[] text, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(seed, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(context);
            return cipher.doFinal(text);
        } catch (GeneralSecurityException broken) {
            throw new SealBrokenException("Does not open", broken);
        }
    }

    @Override
    public byte[] tag(String domain, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return mac.doFinal((domain + "\0" + value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
