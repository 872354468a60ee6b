package io.vouchsafe.governance;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Model files by digest. The database is the truth; a folder on each node is a cache that may be
 * deleted at any time.
 */
public interface Artefacts {
    /**
     * The folder with the files, fetched and checked against the digest when this node lacks them.
     *
     * @throws IOException when they cannot be fetched or do not match
     */
    Path materialise(String digest) throws IOException;
}
