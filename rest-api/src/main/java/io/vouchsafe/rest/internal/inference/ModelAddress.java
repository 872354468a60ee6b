package io.vouchsafe.rest.internal.inference;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.rest.internal.problem.ProblemType;
import io.vouchsafe.rest.internal.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A model as an address names it.
 *
 * @param version null: by label, or the champion
 * @param label such as {@code champion}; null: by version
 */
public record ModelAddress(ModelName name, @Nullable Long version, @Nullable String label) {
    private static final int LONGEST_LABEL = 63;

    /** A name or version that cannot exist is answered as one that does not. */
    public static ModelAddress of(String name, @Nullable String version) {
        try {
            return new ModelAddress(
                    new ModelName(name), version == null ? null : version(version), null);
        } catch (IllegalArgumentException malformed) {
            throw unknown();
        }
    }

    /** By one of the model's labels. */
    public static ModelAddress labelled(String name, String label) {
        if (label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw unknown();
        }
        return new ModelAddress(of(name, null).name(), null, label);
    }

    public static RefusedException unknown() {
        return ProblemType.NOT_FOUND.because(InferenceTexts.TEXTS.noModel()).toException();
    }

    private static Long version(String text) {
        long version = Long.parseLong(text);
        if (version < 1) {
            throw new IllegalArgumentException(text);
        }
        return version;
    }
}
