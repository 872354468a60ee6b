package io.vouchsafe.rest.internal.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a token or a key into a {@link Caller}; the only place that knows how Keycloak writes its
 * claims.
 *
 * <p>A person is named by {@code preferred_username}, the same as in the portal (four eyes are
 * counted by name); a service account by {@code client:<client id>}. Names with a colon are refused
 * in tokens, so nobody can be called like a key, a client or the system.
 */
final class Callers {
    private static final String SERVICE_ACCOUNT = "service-account-";

    private final ApiKeys apiKeys;

    Callers(ApiKeys apiKeys) {
        this.apiKeys = apiKeys;
    }

    Optional<Caller> fromKey(String apiKey) {
        return apiKeys.authenticate(apiKey);
    }

    /**
     * The caller of a verified token.
     *
     * @throws IllegalArgumentException when a claim is unusable
     */
    static Caller fromToken(JWTClaimsSet claims) {
        String username = username(claims);
        String client = text(claims, "azp");
        boolean service = client != null && username.equals(SERVICE_ACCOUNT + client);
        return new Caller(
                service ? "client:" + client : username,
                service ? Caller.Kind.SERVICE : Caller.Kind.USER,
                partner(claims),
                roles(claims),
                Set.of(),
                Set.of());
    }

    private static String username(JWTClaimsSet claims) {
        String name = text(claims, "preferred_username");
        if (name == null) {
            name = claims.getSubject();
        }
        if (name == null || name.isBlank() || name.length() > 200 || name.indexOf(':') >= 0) {
            throw IdentityMessages.MESSAGES.badClaim("preferred_username");
        }
        return name;
    }

    private static @Nullable PartnerId partner(JWTClaimsSet claims) {
        if (claims.getClaim("partner") == null) {
            return null;
        }
        String partner = text(claims, "partner");
        if (partner == null) {
            throw IdentityMessages.MESSAGES.badClaim("partner");
        }
        try {
            return new PartnerId(partner);
        } catch (IllegalArgumentException malformed) {
            throw IdentityMessages.MESSAGES.badClaim("partner");
        }
    }

    private static Set<String> roles(JWTClaimsSet claims) {
        Set<String> known = new HashSet<>();
        if (claims.getClaim("realm_access") instanceof Map<?, ?> access
                && access.get("roles") instanceof List<?> roles) {
            for (Object role : roles) {
                if (role instanceof String name && Roles.ALL.contains(name)) {
                    known.add(name);
                }
            }
        }
        return known;
    }

    private static @Nullable String text(JWTClaimsSet claims, String claim) {
        try {
            return claims.getStringClaim(claim);
        } catch (ParseException notText) {
            throw IdentityMessages.MESSAGES.badClaim(claim);
        }
    }
}
