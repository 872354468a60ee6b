package io.vouchsafe.kernel;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. Made once per request from a token, a key or a portal session by the one class that
 * knows identity; every face that returns a partner's data takes it.
 *
 * @param name the principal: a user name, {@code client:<id>} of a service account, or {@code
 *     key:<credential id>}
 * @param partner the partner this caller acts for; null for the provider's people
 * @param roles of {@link Roles#ALL}
 * @param scopes of an API key ({@code infer}, {@code manage}); empty means not limited by scope
 * @param models an API key is limited to; empty means not limited by model
 */
public record Caller(
        String name,
        Kind kind,
        @Nullable PartnerId partner,
        Set<String> roles,
        Set<String> scopes,
        Set<ModelName> models)
        implements java.io.Serializable {

    /** How the caller proved who it is. */
    public enum Kind {
        USER,
        SERVICE,
        API_KEY,
        SYSTEM
    }

    public Caller {
        if (name.isBlank() || name.length() > 255) {
            throw new IllegalArgumentException("A caller's name has 1 to 255 characters");
        }
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
        models = Set.copyOf(models);
    }

    /** The suite itself: timers, start-up, background work. Bound to no partner. */
    public static Caller system(String part) {
        return new Caller("system:" + part, Kind.SYSTEM, null, Set.of(), Set.of(), Set.of());
    }

    /** A signed-in person. */
    public static Caller user(String name, @Nullable PartnerId partner, Set<String> roles) {
        return new Caller(name, Kind.USER, partner, roles, Set.of(), Set.of());
    }

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** True for the provider's own people, who see every partner's rows. */
    public boolean isProvider() {
        return partner == null
                && (kind == Kind.SYSTEM || roles.stream().anyMatch(Roles.PROVIDER::contains));
    }

    /** True when rows of {@code owner} may be shown to this caller. */
    public boolean maySee(@Nullable PartnerId owner) {
        return isProvider() || (partner != null && partner.equals(owner));
    }

    /** True when neither a scope nor a model limit of the credential stands against it. */
    public boolean mayCall(String scope, ModelName model) {
        return (scopes.isEmpty() || scopes.contains(scope))
                && (models.isEmpty() || models.contains(model));
    }
}
