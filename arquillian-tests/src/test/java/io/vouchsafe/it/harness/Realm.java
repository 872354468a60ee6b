package io.vouchsafe.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tests' people and machines in the product's realm, and their tokens.
 *
 * <p>Users {@code owner}, {@code approver}, {@code auditor}, {@code admin}, {@code acme}
 * (partner-admin of acme) and {@code rival} (partner-admin of rival); the service account {@code
 * acme-machine} (partner-developer of acme).
 */
public final class Realm {
    public static final String PASSWORD = "only-in-tests-12";
    private static final String CLI = "it-cli";
    private static final String MACHINE = "acme-machine";
    private static final String MACHINE_SECRET = "only-in-tests-machine";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    /** A person's access token, by direct grant. */
    public static String tokenOf(String user) {
        return new Realm()
                .token(
                        "vouchsafe",
                        Map.of(
                                "grant_type", "password",
                                "client_id", CLI,
                                "username", user,
                                "password", PASSWORD));
    }

    /** The service account's access token, by client credentials. */
    public static String tokenOfMachine() {
        return new Realm()
                .token(
                        "vouchsafe",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", MACHINE,
                                "client_secret", MACHINE_SECRET));
    }

    /** A good token of another realm of the same Keycloak. */
    public static String tokenOfForeignRealm() {
        return new Realm().adminToken();
    }

    /** From now on Keycloak signs with a new key; the old one stays published. */
    public static void rotateSigningKey() {
        Realm realm = new Realm();
        ObjectNode provider = JSON.createObjectNode();
        provider.put("name", "rotated-" + System.nanoTime());
        provider.put("providerId", "rsa-generated");
        provider.put("providerType", "org.keycloak.keys.KeyProvider");
        ObjectNode config = provider.putObject("config");
        config.putArray("priority").add("1000");
        config.putArray("algorithm").add("RS256");
        config.putArray("keySize").add("2048");
        realm.send(realm.adminToken(), "POST", "/components", provider);
    }

    private String adminToken() {
        return token(
                "master",
                Map.of(
                        "grant_type", "password",
                        "client_id", "admin-cli",
                        "username", "admin",
                        "password", Keycloak.ADMIN_PASSWORD));
    }

    void fill() {
        String admin = adminToken();
        openPortal(admin);
        client(admin, CLI, null);
        client(admin, MACHINE, MACHINE_SECRET);
        user(admin, "owner", "model-owner", null);
        user(admin, "approver", "approver", null);
        user(admin, "auditor", "auditor", null);
        user(admin, "admin", "admin", null);
        user(admin, "acme", "partner-admin", "acme");
        user(admin, "rival", "partner-admin", "rival");
        serviceAccount(admin);
    }

    /** The portal of this run has another port than the realm's file says. */
    private void openPortal(String admin) {
        JsonNode found = get(admin, "/clients?clientId=vouchsafe-portal").get(0);
        ObjectNode portal = (ObjectNode) found;
        portal.set("redirectUris", JSON.createArrayNode().add(Ports.api("/portal/*").toString()));
        send(admin, "PUT", "/clients/" + portal.get("id").asText(), portal);
    }

    private void client(String admin, String id, @Nullable String secret) {
        ObjectNode client = JSON.createObjectNode();
        client.put("clientId", id);
        client.put("enabled", true);
        client.put("standardFlowEnabled", false);
        client.put("publicClient", secret == null);
        client.put("directAccessGrantsEnabled", secret == null);
        client.put("serviceAccountsEnabled", secret != null);
        client.put("fullScopeAllowed", false);
        if (secret != null) {
            client.put("secret", secret);
        }
        client.set(
                "defaultClientScopes",
                JSON.createArrayNode().add("basic").add("profile").add("vouchsafe"));
        client.set("optionalClientScopes", JSON.createArrayNode());
        send(admin, "POST", "/clients", client);
    }

    private void user(String admin, String name, String role, @Nullable String partner) {
        ObjectNode user = JSON.createObjectNode();
        user.put("username", name);
        user.put("enabled", true);
        user.put("emailVerified", true);
        user.put("email", name + "@vouchsafe.test");
        user.put("firstName", name);
        user.put("lastName", "Test");
        if (partner != null) {
            user.putObject("attributes").putArray("partner").add(partner);
        }
        ObjectNode password = user.putArray("credentials").addObject();
        password.put("type", "password");
        password.put("value", PASSWORD);
        password.put("temporary", false);
        send(admin, "POST", "/users", user);
        grant(admin, get(admin, "/users?exact=true&username=" + name).get(0).get("id"), role);
    }

    private void serviceAccount(String admin) {
        String client = get(admin, "/clients?clientId=" + MACHINE).get(0).get("id").asText();
        ObjectNode account =
                (ObjectNode) get(admin, "/clients/" + client + "/service-account-user");
        account.putObject("attributes").putArray("partner").add("acme");
        send(admin, "PUT", "/users/" + account.get("id").asText(), account);
        grant(admin, account.get("id"), "partner-developer");
    }

    private void grant(String admin, JsonNode user, String role) {
        ArrayNode roles = JSON.createArrayNode().add(get(admin, "/roles/" + role));
        send(admin, "POST", "/users/" + user.asText() + "/role-mappings/realm", roles);
    }

    private JsonNode get(String admin, String path) {
        return exchange(adminRequest(admin, path).GET().build());
    }

    private void send(String admin, String method, String path, JsonNode body) {
        exchange(
                adminRequest(admin, path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build());
    }

    private static HttpRequest.Builder adminRequest(String admin, String path) {
        return HttpRequest.newBuilder(Ports.keycloak("/admin/realms/vouchsafe" + path))
                .header("Authorization", "Bearer " + admin);
    }

    private String token(String realm, Map<String, String> form) {
        URI address = Ports.keycloak("/realms/" + realm + "/protocol/openid-connect/token");
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                        .build();
        return exchange(request).get("access_token").asText();
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private JsonNode exchange(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s %s: %d %s"
                                .formatted(
                                        request.method(),
                                        request.uri(),
                                        response.statusCode(),
                                        response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
