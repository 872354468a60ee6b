package io.vouchsafe.rest.internal.identity;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the suite must know to trust a token.
 *
 * @param issuer exact {@code iss} of every accepted token ({@code VOUCHSAFE_OIDC_ISSUER})
 * @param keys where the issuer publishes its signing keys ({@code VOUCHSAFE_OIDC_JWKS_URL}; by
 *     default Keycloak's place below the issuer)
 * @param audience that must stand among a token's {@code aud}
 * @param logPrivate the log asks for a credential too ({@code VOUCHSAFE_LOG_PRIVATE})
 */
record IdentityConfig(String issuer, URI keys, String audience, boolean logPrivate) {
    static final String AUDIENCE = "vouchsafe-api";
    private static final String DEFAULT_ISSUER = "http://127.0.0.1:8180/realms/vouchsafe";

    /** Reads the environment; names every problem at once. */
    static IdentityConfig from(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String issuer = environment.getOrDefault("VOUCHSAFE_OIDC_ISSUER", DEFAULT_ISSUER);
        String keys =
                environment.getOrDefault(
                        "VOUCHSAFE_OIDC_JWKS_URL", issuer + "/protocol/openid-connect/certs");
        String isPrivate = environment.getOrDefault("VOUCHSAFE_LOG_PRIVATE", "false");
        requireHttp("VOUCHSAFE_OIDC_ISSUER", issuer, problems);
        requireHttp("VOUCHSAFE_OIDC_JWKS_URL", keys, problems);
        if (!isPrivate.equals("true") && !isPrivate.equals("false")) {
            problems.add("VOUCHSAFE_LOG_PRIVATE is '%s', not true or false".formatted(isPrivate));
        }
        if (!problems.isEmpty()) {
            throw IdentityMessages.MESSAGES.badConfiguration(String.join("; ", problems));
        }
        return new IdentityConfig(issuer, URI.create(keys), AUDIENCE, isPrivate.equals("true"));
    }

    private static void requireHttp(String name, String value, List<String> problems) {
        try {
            URI uri = new URI(value);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null) {
                problems.add("%s is '%s', no http(s) address".formatted(name, value));
            }
        } catch (java.net.URISyntaxException malformed) {
            problems.add("%s is '%s', no address".formatted(name, value));
        }
    }
}
