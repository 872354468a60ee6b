package io.vouchsafe.audit.internal.tree;

import io.vouchsafe.verifier.TilePath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The full tiles used last, at most {@value #TILES} of 8 KiB. */
public final class TileCache {
    private static final int TILES = 256;

    private final Map<TilePath, byte[]> tiles =
            new LinkedHashMap<>(TILES, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
                    return size() > TILES;
                }
            };

    synchronized byte @Nullable [] get(TilePath path) {
        return tiles.get(path);
    }

    synchronized void put(TilePath path, byte[] tile) {
        tiles.put(path, tile);
    }
}
