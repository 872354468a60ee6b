package io.vouchsafe.inference;

import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where models come in and go live; what {@code governance.Registry} cannot do without an engine.
 */
public interface Deployments {
    /**
     * Unpacks, inspects and registers an archive as a DRAFT version; on any decline nothing stays.
     *
     * @param version null: the next free number, or the one the archive's folder names
     * @param archive zip or gzip-compressed tar, recognised by its first bytes; TensorFlow
     *     Serving's layout ({@code <version>/saved_model.pb}) or a bare SavedModel folder
     */
    Outcome<VersionView> upload(
            Caller caller, ModelName model, @Nullable Long version, InputStream archive);

    /** Loads the version and runs its self-check first, then {@code Registry.deploy}. */
    Outcome<VersionView> deploy(Caller caller, ModelRef version, @Nullable String comment);

    /** Loads the former champion first, then {@code Registry.rollback}. */
    Outcome<VersionView> rollback(Caller caller, ModelRef version, @Nullable String comment);

    /** Loads again first, then {@code Registry.resume}. */
    Outcome<VersionView> resume(Caller caller, ModelRef version, @Nullable String comment);
}
