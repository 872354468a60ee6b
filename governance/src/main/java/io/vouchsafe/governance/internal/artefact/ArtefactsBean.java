package io.vouchsafe.governance.internal.artefact;

import io.vouchsafe.governance.Artefacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The cache in {@code $VOUCHSAFE_DATA/models}; within the suite only, so it asks for no role. */
@ApplicationScoped
class ArtefactsBean implements Artefacts {
    private final Artefacts cache;

    /** For the client proxy. */
    protected ArtefactsBean() {
        this.cache =
                digest -> {
                    throw new IllegalStateException("The client proxy was called itself");
                };
    }

    @Inject
    ArtefactsBean(ArtefactStore store) {
        try {
            this.cache = new ModelCache(folder(System.getenv()), store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Outside any transaction: fetching may take long and changes no row. */
    @Override
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Path materialise(String digest) throws IOException {
        return cache.materialise(digest);
    }

    static Path folder(Map<String, String> environment) {
        String data = environment.getOrDefault("VOUCHSAFE_DATA", "");
        try {
            return Path.of(data.isBlank() ? "data" : data).toAbsolutePath().resolve("models");
        } catch (InvalidPathException e) {
            throw ArtefactLog.LOG.noFolder(data, e);
        }
    }
}
