package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.kernel.Outcome;
import org.jspecify.annotations.Nullable;

/** What a person wrote as a reason. */
record Comment(@Nullable String text) {
    static final int LONGEST = 2000;

    /** Blank is none; too long is declined. */
    static Outcome<Comment> of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Outcome.done(new Comment(null));
        }
        String stripped = text.strip();
        return stripped.length() > LONGEST
                ? Declines.commentTooLong(stripped.length(), LONGEST)
                : Outcome.done(new Comment(stripped));
    }
}
