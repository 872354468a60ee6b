package io.vouchsafe.portal.internal.identity;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.AccessToken;
import org.wildfly.security.http.oidc.OidcPrincipal;
import org.wildfly.security.http.oidc.RealmAccessClaim;

/**
 * The person at the portal as a {@link Caller}; the portal's only class that knows tokens.
 *
 * <p>Named by {@code preferred_username}, exactly as the API names the same person: four eyes are
 * counted by name. In pages: {@code #{portalCaller.is('approver')}}.
 */
@Named
@RequestScoped
public class PortalCaller {
    private final @Nullable HttpServletRequest request;
    private @Nullable Caller caller;

    /** For the client proxy. */
    protected PortalCaller() {
        this.request = null;
    }

    @Inject
    public PortalCaller(HttpServletRequest request) {
        this.request = request;
    }

    /** The signed-in person; every page but the public ones has one. */
    public Caller current() {
        return find().orElseThrow(PortalIdentityMessages.MESSAGES::notSignedIn);
    }

    /** The signed-in person, or empty on a public page. */
    public Optional<Caller> find() {
        Caller known = caller;
        if (known == null && request != null) {
            known = of(request);
            caller = known;
        }
        return Optional.ofNullable(known);
    }

    public boolean isSignedIn() {
        return find().isPresent();
    }

    /** True when a person is signed in and holds the role. */
    public boolean is(String role) {
        return find().map(person -> person.is(role)).orElse(false);
    }

    /** What to call the person on a page; empty when nobody is signed in. */
    public String getName() {
        return find().map(Caller::name).orElse("");
    }

    private static @Nullable Caller of(HttpServletRequest request) {
        if (!(request.getUserPrincipal() instanceof OidcPrincipal<?> principal)) {
            return null;
        }
        return caller(principal.getName(), principal.getOidcSecurityContext().getToken());
    }

    static Caller caller(String name, AccessToken token) {
        if (name.isBlank() || name.length() > 200 || name.indexOf(':') >= 0) {
            throw PortalIdentityMessages.MESSAGES.badClaim("preferred_username");
        }
        return Caller.user(name, partner(token), roles(token.getRealmAccessClaim()));
    }

    private static @Nullable PartnerId partner(AccessToken token) {
        if (!token.hasClaim("partner")) {
            return null;
        }
        try {
            return new PartnerId(token.getClaimValueAsString("partner"));
        } catch (IllegalArgumentException malformed) {
            throw PortalIdentityMessages.MESSAGES.badClaim("partner");
        }
    }

    private static Set<String> roles(@Nullable RealmAccessClaim access) {
        if (access == null || access.getRoles() == null) {
            return Set.of();
        }
        Set<String> known = new HashSet<>(access.getRoles());
        known.retainAll(Roles.ALL);
        return known;
    }
}
