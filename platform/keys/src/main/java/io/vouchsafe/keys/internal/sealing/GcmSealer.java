package io.vouchsafe.keys.internal.sealing;

import io.vouchsafe.keys.SealBrokenException;
import io.vouchsafe.keys.Sealer;
import io.vouchsafe.keys.internal.keystore.KeyMaterial;
import io.vouchsafe.keys.internal.keystore.OpenedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Form 1: version (1 byte) ‖ key id (4, big-endian) ‖ nonce (12) ‖ ciphertext ‖ tag (16); version
 * and key id are authenticated together with the caller's context.
 */
@ApplicationScoped
public class GcmSealer implements Sealer {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final Supplier<KeyMaterial> material;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public GcmSealer(OpenedKeys keys) {
        this(keys::material);
    }

    GcmSealer(Supplier<KeyMaterial> material) {
        this.material = material;
    }

    /** For the client proxy. */
    protected GcmSealer() {
        this(
                () -> {
                    throw new IllegalStateException("Proxy");
                });
    }

    @Override
    public byte[] seal(byte[] plaintext, byte[] context) {
        KeyMaterial keys = material.get();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = new byte[HEADER + NONCE + plaintext.length + TAG];
        ByteBuffer.wrap(sealed).put(VERSION).putInt(keys.sealingKeyId()).put(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(keys, keys.sealingKeyId()), nonce, 0);
            cipher.updateAAD(sealed, 0, HEADER);
            cipher.updateAAD(context);
            cipher.doFinal(plaintext, 0, plaintext.length, sealed, HEADER + NONCE);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES-GCM.", impossible);
        }
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        if (sealed.length < HEADER + NONCE + TAG) {
            throw new SealBrokenException(
                    "Sealed data has at least %d bytes, not %d. It was cut."
                            .formatted(HEADER + NONCE + TAG, sealed.length),
                    null);
        }
        if (sealed[0] != VERSION) {
            throw new SealBrokenException(
                    "Sealed data of form %d is not known here. A newer release wrote it, or it was changed."
                            .formatted(sealed[0]),
                    null);
        }
        try {
            int keyId = ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt();
            SecretKey key = key(material.get(), keyId);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed, HEADER);
            cipher.updateAAD(sealed, 0, HEADER);
            cipher.updateAAD(context);
            return cipher.doFinal(sealed, HEADER + NONCE, sealed.length - HEADER - NONCE);
        } catch (AEADBadTagException broken) {
            throw new SealBrokenException(
                    "Sealed data does not open: it was changed, moved or sealed by another key.",
                    broken);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES-GCM.", impossible);
        }
    }

    private static SecretKey key(KeyMaterial keys, int id) {
        SecretKey key = keys.sealingKeys().get(id);
        if (key == null) {
            throw new SealBrokenException(
                    "The key store has no sealing key %d. Restore the key store that sealed it."
                            .formatted(id),
                    null);
        }
        return key;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, int offset)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce, offset, NONCE));
        return cipher;
    }
}
