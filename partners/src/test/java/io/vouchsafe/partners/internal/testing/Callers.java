package io.vouchsafe.partners.internal.testing;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import java.util.Set;

/** People and keys of the tests. */
public final class Callers {
    public static final PartnerId ACME = new PartnerId("acme");
    public static final PartnerId OTHER = new PartnerId("other");

    public static final Caller ADMIN = Caller.user("anna", null, Set.of(Roles.ADMIN));
    public static final Caller AUDITOR = Caller.user("otto", null, Set.of(Roles.AUDITOR));
    public static final Caller ACME_ADMIN = Caller.user("ada", ACME, Set.of(Roles.PARTNER_ADMIN));
    public static final Caller ACME_DEVELOPER =
            Caller.user("dan", ACME, Set.of(Roles.PARTNER_DEVELOPER));
    public static final Caller OTHER_ADMIN = Caller.user("oda", OTHER, Set.of(Roles.PARTNER_ADMIN));

    /** A partner's user whom somebody gave the provider's role. */
    public static final Caller ACME_WITH_PROVIDERS_ROLE =
            Caller.user("eve", ACME, Set.of(Roles.ADMIN));

    /** Signed in, and nothing else. */
    public static final Caller STRANGER = Caller.user("sam", null, Set.of());

    private Callers() {}

    public static Caller key(PartnerId partner, Set<String> scopes, ModelName... models) {
        return new Caller(
                "key:k3V9aQ0ZtL2mXy7B",
                Caller.Kind.API_KEY,
                partner,
                Set.of(Roles.PARTNER_DEVELOPER),
                scopes,
                Set.of(models));
    }
}
