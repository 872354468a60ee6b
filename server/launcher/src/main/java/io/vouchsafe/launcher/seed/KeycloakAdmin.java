package io.vouchsafe.launcher.seed;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.launcher.data.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keycloak's admin REST as far as the demo needs it; each verb may be repeated. */
final class KeycloakAdmin {

    private final Http http;
    private final URI root;
    private final String step;
    private final Secret token;

    /** Logs in as the first administrator, whose token lives a minute: make one per step. */
    KeycloakAdmin(Http http, URI root, String step, String user, Secret password) {
        this.http = http;
        this.root = root;
        this.step = step;
        Map<String, String> form =
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        user,
                        "password",
                        password.reveal());
        URI endpoint = root.resolve("/realms/master/protocol/openid-connect/token");
        this.token = new Secret(http.form(step, endpoint, form).require(200).field("access_token"));
    }

    /** The user's id; a new user when there is none. */
    String user(Map<String, Object> representation) {
        post("/users", representation);
        String login = Http.encode(String.valueOf(representation.get("username")));
        return get("/users?exact=true&username=" + login).path(0).path("id").asText();
    }

    void password(String user, Secret password) {
        Map<String, Object> credential =
                Map.of("type", "password", "value", password.reveal(), "temporary", false);
        put("/users/" + user + "/reset-password", credential);
    }

    void role(String user, String role) {
        JsonNode representation = get("/roles/" + Http.encode(role));
        http.post(
                        step,
                        uri("/users/" + user + "/role-mappings/realm"),
                        List.of(representation),
                        token)
                .requireSuccess();
    }

    /** The client's id; the client becomes as described. */
    String client(Map<String, Object> representation) {
        post("/clients", representation);
        String id = clientId(String.valueOf(representation.get("clientId")));
        put("/clients/" + id, representation);
        return id;
    }

    String clientId(String name) {
        return get("/clients?clientId=" + Http.encode(name)).path(0).path("id").asText();
    }

    /** Gives a client's service account its attribute and returns the account's id. */
    String serviceAccount(String client, Map<String, List<String>> attributes) {
        JsonNode account = get("/clients/" + client + "/service-account-user");
        String id = account.path("id").asText();
        String login = account.path("username").asText();
        put("/users/" + id, Map.of("username", login, "enabled", true, "attributes", attributes));
        return id;
    }

    void defaultScopes(String client, Set<String> names) {
        for (JsonNode scope : get("/client-scopes")) {
            if (names.contains(scope.path("name").asText())) {
                String id = scope.path("id").asText();
                put("/clients/" + client + "/default-client-scopes/" + id, Map.of());
            }
        }
    }

    private JsonNode get(String path) {
        return http.get(step, uri(path), token).require(200).json();
    }

    private void put(String path, Object body) {
        http.put(step, uri(path), body, token).requireSuccess();
    }

    private void post(String path, Object body) {
        http.post(step, uri(path), body, token).require(Set.of(201, Answer.CONFLICT));
    }

    private URI uri(String path) {
        return root.resolve("/admin/realms/vouchsafe" + path);
    }
}
