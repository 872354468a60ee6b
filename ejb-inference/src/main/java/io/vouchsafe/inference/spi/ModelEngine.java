package io.vouchsafe.inference.spi;

import io.vouchsafe.kernel.Signature;
import java.nio.file.Path;
import java.util.List;

/** Loads models of one kind. */
public interface ModelEngine {
    /** Such as {@code tensorflow}. */
    String name();

    /**
     * Reads a model's folder without running it.
     *
     * @throws ModelRejectedException when it is no model of this kind, has no {@code serve} tag or
     *     no signature, or holds an operation that touches files, the network or other code
     */
    List<Signature> inspect(Path folder);

    /**
     * Loads and warms up.
     *
     * @throws ModelRejectedException when the engine cannot run it
     */
    LoadedModel load(Path folder);

    /** Runs a model of known answers; throws {@link IllegalStateException} when they are wrong. */
    void selfCheck();
}
