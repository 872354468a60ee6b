package io.vouchsafe.kernel;

import java.util.function.Function;

/**
 * What a management action came to: done with a value, or declined for a reason the caller can act
 * on. Faults are exceptions instead.
 */
public sealed interface Outcome<T> {
    /** It happened. */
    record Done<T>(T value) implements Outcome<T> {}

    /**
     * It did not happen and nothing was changed.
     *
     * @param problem the last part of the problem type, such as {@code four-eyes}; documented in
     *     docs/problems
     * @param detail one sentence: fact, quoted value, next step; no payload
     */
    record Declined<T>(Kind kind, String problem, String detail) implements Outcome<T> {}

    /** The class of a decline, which decides the HTTP status. */
    enum Kind {
        NOT_FOUND(404),
        FORBIDDEN(403),
        CONFLICT(409),
        INVALID(422),
        UNREADABLE(400),
        TOO_LARGE(413),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** HTTP status (RFC 9110). */
        public int status() {
            return status;
        }
    }

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> declined(Kind kind, String problem, String detail) {
        return new Declined<>(kind, problem, detail);
    }

    /** The same decline, or the value mapped. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> mapper) {
        return switch (this) {
            case Done<T> done -> new Done<>(mapper.apply(done.value()));
            case Declined<T> declined ->
                    new Declined<>(declined.kind(), declined.problem(), declined.detail());
        };
    }

    /** The same decline, or what the next action comes to. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T> done -> next.apply(done.value());
            case Declined<T> declined ->
                    new Declined<>(declined.kind(), declined.problem(), declined.detail());
        };
    }
}
