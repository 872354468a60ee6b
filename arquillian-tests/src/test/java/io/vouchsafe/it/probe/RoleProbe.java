package io.vouchsafe.it.probe;

import io.vouchsafe.kernel.Roles;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import java.util.stream.Collectors;

/** An EJB as the modules' are: protected by roles, called from both WARs. */
@Stateless
public class RoleProbe {
    @Resource private SessionContext session;

    /** Who the EJB container sees, and its roles, as {@code name[role,role]}. */
    @PermitAll
    public String whoCalls() {
        String roles =
                Roles.ALL.stream()
                        .filter(session::isCallerInRole)
                        .sorted()
                        .collect(Collectors.joining(","));
        return session.getCallerPrincipal().getName() + "[" + roles + "]";
    }

    @RolesAllowed({Roles.PARTNER_ADMIN, Roles.PARTNER_DEVELOPER})
    public String forPartners() {
        return whoCalls();
    }

    @RolesAllowed(Roles.AUDITOR)
    public String forAuditors() {
        return whoCalls();
    }
}
