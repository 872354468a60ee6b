package io.vouchsafe.rest.testing;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import java.util.Set;

/** Callers that tests speak as. */
public final class Callers {
    public static final Caller ACME =
            new Caller(
                    "key:k3V9aQ0ZtL2m",
                    Caller.Kind.API_KEY,
                    new PartnerId("acme"),
                    Set.of(Roles.PARTNER_DEVELOPER),
                    Set.of("infer"),
                    Set.of());

    public static final Caller OWNER = Caller.user("owner", null, Set.of(Roles.MODEL_OWNER));

    private Callers() {}

    public static CurrentCaller always(Caller caller) {
        return () -> caller;
    }
}
