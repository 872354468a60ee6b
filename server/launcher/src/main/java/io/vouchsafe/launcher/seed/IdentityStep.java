package io.vouchsafe.launcher.seed;

import io.vouchsafe.launcher.data.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The demo's users and clients in Keycloak, with generated passwords. */
record IdentityStep(URI keycloak, String administrator, Secret password) implements Step {

    static final String CLIENT_SECRET = "client.secret";

    private static final List<String> SCOPES =
            List.of("basic", "acr", "profile", "email", "vouchsafe");
    private static final Set<String> CONSOLE_SCOPES =
            Set.of("basic", "acr", "web-origins", "profile", "email", "roles");

    @Override
    public String name() {
        return "users and clients";
    }

    @Override
    public void run(Seeding seeding, boolean resumed) {
        KeycloakAdmin admin =
                new KeycloakAdmin(seeding.http(), keycloak, name(), administrator, password);
        for (DemoUser user : DemoUser.values()) {
            String id = admin.user(representation(user));
            admin.password(id, seeding.state().secret(user.passwordFact()));
            admin.role(id, user.role());
        }
        admin.client(commandLine());
        String service = admin.client(service(seeding.state().secret(CLIENT_SECRET)));
        String account = admin.serviceAccount(service, partner(Demo.PARTNER));
        admin.role(account, "partner-developer");
        // The import leaves Keycloak's own page for passwords and sessions without scopes.
        admin.defaultScopes(admin.clientId("account-console"), CONSOLE_SCOPES);
    }

    private static Map<String, Object> representation(DemoUser user) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("username", user.login());
        body.put("firstName", user.firstName());
        body.put("lastName", user.lastName());
        body.put("email", user.login() + "@example.org");
        body.put("emailVerified", true);
        body.put("enabled", true);
        body.put("attributes", user.partner().isEmpty() ? Map.of() : partner(user.partner()));
        return body;
    }

    private static Map<String, List<String>> partner(String name) {
        return Map.of("partner", List.of(name));
    }

    private static Map<String, Object> commandLine() {
        Map<String, Object> body = client(Demo.CLI_CLIENT, "Direct grants of the demo's users.");
        body.put("publicClient", true);
        body.put("directAccessGrantsEnabled", true);
        body.put("serviceAccountsEnabled", false);
        return body;
    }

    private static Map<String, Object> service(Secret secret) {
        Map<String, Object> body = client(Demo.SERVICE_CLIENT, "The demo partner's machine.");
        body.put("publicClient", false);
        body.put("directAccessGrantsEnabled", false);
        body.put("serviceAccountsEnabled", true);
        body.put("secret", secret.reveal());
        return body;
    }

    private static Map<String, Object> client(String name, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("clientId", name);
        body.put("description", description);
        body.put("enabled", true);
        body.put("protocol", "openid-connect");
        body.put("standardFlowEnabled", false);
        body.put("implicitFlowEnabled", false);
        body.put("fullScopeAllowed", false);
        body.put("defaultClientScopes", SCOPES);
        body.put("optionalClientScopes", List.of());
        return body;
    }
}
