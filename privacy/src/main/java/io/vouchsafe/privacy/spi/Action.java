package io.vouchsafe.privacy.spi;

import java.util.List;

/** What an operator does, with its parameters bound; immutable. */
public sealed interface Action {
    /** The named tensor goes, whatever its type. */
    record Removal() implements Action {}

    /**
     * The marked places of a text become something else.
     *
     * <p>Where a whole number or truth value is to be rewritten the engine removes it instead:
     * there is no text in it to keep.
     */
    @FunctionalInterface
    non-sealed interface Rewrite extends Action {
        /**
         * Rewrites the spans and leaves the rest as it is.
         *
         * @param spans in order, without overlap, at least one
         */
        String rewrite(String text, List<Span> spans);
    }
}
