package io.vouchsafe.launcher.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Keycloak as far as the demo knows it; a token is {@code token-of-<user>}. */
final class FakeKeycloak extends FakeServer {

    static final String ADMIN_PASSWORD = "the-first-administrator";

    private static final String ADMIN = "/admin/realms/vouchsafe";

    final Map<String, ObjectNode> users = new LinkedHashMap<>();
    final Map<String, String> passwords = new LinkedHashMap<>();
    final Map<String, Set<String>> roles = new LinkedHashMap<>();
    final Map<String, ObjectNode> clients = new LinkedHashMap<>();
    final Map<String, Set<String>> scopes = new LinkedHashMap<>();

    FakeKeycloak() {
        clients.put("account-console", JSON.createObjectNode().put("clientId", "account-console"));
    }

    URI issuer() {
        return uri().resolve("/realms/vouchsafe");
    }

    String partnerOf(String login) {
        ObjectNode user = users.get(login);
        return user == null ? "" : user.at("/attributes/partner/0").asText();
    }

    String secretOf(String client) {
        ObjectNode found = clients.get(client);
        return found == null ? "" : found.path("secret").asText();
    }

    @Override
    Reply answer(String method, String path, String body, HttpExchange exchange)
            throws IOException {
        if (path.endsWith("/protocol/openid-connect/token")) {
            return token(path, form(body));
        }
        if (!bearer(exchange).equals("token-of-admin@master")) {
            return Reply.of(401, "");
        }
        String rest = path.substring(ADMIN.length());
        String[] parts = rest.split("[/?]");
        return switch (parts[1]) {
            case "users" -> users(method, rest, parts, body);
            case "clients" -> clients(method, rest, parts, body);
            case "roles" -> Reply.of(200, "{\"name\":\"" + parts[2] + "\"}");
            default ->
                    Reply.of(
                            200,
                            "[{\"id\":\"s1\",\"name\":\"roles\"},{\"id\":\"s2\",\"name\":\"x\"}]");
        };
    }

    private Reply token(String path, Map<String, String> form) {
        String user = String.valueOf(form.get("username"));
        boolean master = path.startsWith("/realms/master/");
        String password = String.valueOf(master ? ADMIN_PASSWORD : passwords.get(user));
        if (!password.equals(form.get("password"))) {
            return Reply.of(401, "{\"error\":\"invalid_grant\"}");
        }
        String token = "token-of-" + user + (master ? "@master" : "");
        return Reply.of(200, "{\"access_token\":\"%s\",\"expires_in\":300}".formatted(token));
    }

    private Reply users(String method, String rest, String[] parts, String body)
            throws IOException {
        if (rest.startsWith("/users?")) {
            String login = rest.substring(rest.lastIndexOf('=') + 1);
            return list(users.get(login), login);
        }
        if (method.equals("POST") && parts.length == 2) {
            return create(users, "username", body);
        }
        String login = parts[2].replaceFirst("^id-", "");
        if (rest.endsWith("/reset-password")) {
            passwords.put(login, json(body).path("value").asText());
        } else if (rest.endsWith("/role-mappings/realm")) {
            roles.computeIfAbsent(login, key -> new LinkedHashSet<>())
                    .add(json(body).path(0).path("name").asText());
        } else {
            users.put(login, (ObjectNode) json(body));
        }
        return Reply.of(204, "");
    }

    private Reply clients(String method, String rest, String[] parts, String body)
            throws IOException {
        if (rest.startsWith("/clients?")) {
            String name = rest.substring(rest.lastIndexOf('=') + 1);
            return list(clients.get(name), name);
        }
        if (method.equals("POST")) {
            return create(clients, "clientId", body);
        }
        String name = parts[2].replaceFirst("^id-", "");
        if (rest.endsWith("/service-account-user")) {
            String login = "service-account-" + name;
            return Reply.of(200, "{\"id\":\"id-%s\",\"username\":\"%s\"}".formatted(login, login));
        }
        if (rest.contains("/default-client-scopes/")) {
            scopes.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(parts[4]);
        } else {
            clients.put(name, (ObjectNode) json(body));
        }
        return Reply.of(204, "");
    }

    private static Reply create(Map<String, ObjectNode> all, String key, String body)
            throws IOException {
        JsonNode representation = json(body);
        String name = representation.path(key).asText();
        if (all.putIfAbsent(name, (ObjectNode) representation) != null) {
            return Reply.of(409, "{\"errorMessage\":\"exists\"}");
        }
        return Reply.at(201, "/somewhere/id-" + name);
    }

    private static Reply list(@org.jspecify.annotations.Nullable ObjectNode found, String name) {
        ArrayNode list = JSON.createArrayNode();
        if (found != null) {
            list.add(found.deepCopy().put("id", "id-" + name));
        }
        return Reply.of(200, list.toString());
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : body.split("&")) {
            String[] pair = field.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}
