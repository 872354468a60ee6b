package io.vouchsafe.kernel;

import java.util.Set;

/** The realm roles of Keycloak's realm {@code vouchsafe}, as constants for annotations. */
public final class Roles {
    public static final String ADMIN = "admin";
    public static final String MODEL_OWNER = "model-owner";
    public static final String APPROVER = "approver";
    public static final String AUDITOR = "auditor";
    public static final String PARTNER_ADMIN = "partner-admin";
    public static final String PARTNER_DEVELOPER = "partner-developer";

    /** Those who work for the provider and see every partner. */
    public static final Set<String> PROVIDER = Set.of(ADMIN, MODEL_OWNER, APPROVER, AUDITOR);

    /** All there are; a role outside this set is ignored. */
    public static final Set<String> ALL =
            Set.of(ADMIN, MODEL_OWNER, APPROVER, AUDITOR, PARTNER_ADMIN, PARTNER_DEVELOPER);

    private Roles() {}
}
