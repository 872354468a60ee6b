package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.rest.internal.problem.ProblemType;
import io.vouchsafe.rest.internal.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A model as an address names it.
 *
 * @param version null: the champion
 */
record ModelAddress(ModelName name, @Nullable Long version) {
    /** A name or version that cannot exist is answered as one that does not. */
    static ModelAddress of(String name, @Nullable String version) {
        try {
            return new ModelAddress(new ModelName(name), version == null ? null : version(version));
        } catch (IllegalArgumentException malformed) {
            throw unknown();
        }
    }

    static RefusedException unknown() {
        return ProblemType.NOT_FOUND.because(OpenInferenceTexts.TEXTS.noModel()).toException();
    }

    private static Long version(String text) {
        long version = Long.parseLong(text);
        if (version < 1) {
            throw new IllegalArgumentException(text);
        }
        return version;
    }
}
