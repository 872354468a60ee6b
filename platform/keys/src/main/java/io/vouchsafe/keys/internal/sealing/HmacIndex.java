package io.vouchsafe.keys.internal.sealing;

import io.vouchsafe.keys.BlindIndex;
import io.vouchsafe.keys.internal.keystore.KeyMaterial;
import io.vouchsafe.keys.internal.keystore.OpenedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.crypto.Mac;

/** HMAC-SHA-256 over domain, a zero byte and the value; a domain holds no zero byte. */
@ApplicationScoped
public class HmacIndex implements BlindIndex {
    private static final String ALGORITHM = "HmacSHA256";

    private final Supplier<KeyMaterial> material;

    @Inject
    public HmacIndex(OpenedKeys keys) {
        this(keys::material);
    }

    HmacIndex(Supplier<KeyMaterial> material) {
        this.material = material;
    }

    /** For the client proxy. */
    protected HmacIndex() {
        this(
                () -> {
                    throw new IllegalStateException("Proxy");
                });
    }

    @Override
    public byte[] tag(String domain, String value) {
        if (domain.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A domain holds no zero character");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(material.get().indexKey());
            mac.update(domain.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", impossible);
        }
    }
}
