package io.vouchsafe.partners.internal;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;

/** The ways this module says no, with their problem types. */
public final class Declines {
    private Declines() {}

    public static <T> Outcome<T> invalid(String detail) {
        return Outcome.declined(Outcome.Kind.INVALID, "invalid-field", detail);
    }

    public static <T> Outcome<T> notFound(String detail) {
        return Outcome.declined(Outcome.Kind.NOT_FOUND, "not-found", detail);
    }

    public static <T> Outcome<T> forbidden(String problem, String detail) {
        return Outcome.declined(Outcome.Kind.FORBIDDEN, problem, detail);
    }

    public static <T> Outcome<T> conflict(String problem, String detail) {
        return Outcome.declined(Outcome.Kind.CONFLICT, problem, detail);
    }

    /** An admin of the provider: the role alone is not enough, a partner's user may have it too. */
    public static boolean isProvidersAdmin(Caller caller) {
        return caller.isProvider() && caller.is(Roles.ADMIN);
    }
}
