package io.vouchsafe.keys.internal.keystore;

import io.vouchsafe.keys.Keys;
import io.vouchsafe.keys.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key store of this node, opened once, when first needed. */
@ApplicationScoped
public class OpenedKeys implements Keys {
    private final KeysConfiguration configuration;
    private final KeyStoreFile file;
    private volatile @Nullable KeyMaterial material;

    /** Reads the environment. */
    @Inject
    public OpenedKeys() {
        this(KeysConfiguration.from(System.getenv()));
    }

    OpenedKeys(KeysConfiguration configuration) {
        this.configuration = configuration;
        this.file = new KeyStoreFile(configuration);
    }

    @Override
    public List<SigningKey> logKeys() {
        return material().logKeys();
    }

    @Override
    public boolean present() {
        return file.present();
    }

    @Override
    public String location() {
        return configuration.storeFile().toString();
    }

    /** For this module's sealing. */
    public KeyMaterial material() {
        KeyMaterial opened = material;
        return opened != null ? opened : openOnce();
    }

    private synchronized KeyMaterial openOnce() {
        KeyMaterial opened = material;
        if (opened == null) {
            opened = file.open();
            material = opened;
        }
        return opened;
    }
}
