package io.vouchsafe.keys.internal.keystore;

import io.vouchsafe.keys.SigningKey;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * The keys in memory.
 *
 * @param logKeys in the order they sign
 * @param sealingKeys by key id; old ones stay to open what they sealed
 * @param sealingKeyId the one that seals
 * @param indexKey of blind indexes; never rotated, tags would no longer be found
 */
public record KeyMaterial(
        List<SigningKey> logKeys,
        Map<Integer, SecretKey> sealingKeys,
        int sealingKeyId,
        SecretKey indexKey) {
    public KeyMaterial {
        logKeys = List.copyOf(logKeys);
        sealingKeys = Map.copyOf(sealingKeys);
        if (!sealingKeys.containsKey(sealingKeyId)) {
            throw new IllegalArgumentException("No sealing key " + sealingKeyId);
        }
    }

    /** Names no key material. */
    @Override
    public String toString() {
        return "KeyMaterial[hidden]";
    }
}
