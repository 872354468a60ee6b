package io.vouchsafe.rest.internal.management;

import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import org.jspecify.annotations.Nullable;

/**
 * What a person adds to a step; the body may be left out.
 *
 * @param comment goes into the log as it is, so it must name nobody
 */
record StepBody(@Nullable String comment) {
    private static final int LONGEST = 2000;

    /** The comment of a body that may be missing; blank is none. */
    static @Nullable String comment(@Nullable StepBody body) {
        String comment = body == null ? null : body.comment();
        if (comment == null || comment.isBlank()) {
            return null;
        }
        if (comment.length() > LONGEST) {
            throw new MalformedBodyException(
                    ManagementTexts.TEXTS.commentTooLong(LONGEST), "/comment");
        }
        return comment;
    }
}
