package io.vouchsafe.launcher.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The suite's API as far as the demo knows it, with its states, conflicts and roles. */
final class FakeSuite extends FakeServer {

    private static final Map<String, List<String>> ORDER =
            Map.of(
                    "versions", List.of("DRAFT", "submit", "approve", "deploy"),
                    "contracts", List.of("DRAFT", "offer", "sign", "countersign"));
    private static final Map<String, String> ALLOWED =
            Map.of(
                    "submit", "owner",
                    "approve", "approver",
                    "deploy", "approver",
                    "offer", "admin",
                    "sign", "acme",
                    "countersign", "admin");

    final List<JsonNode> partners = new ArrayList<>();
    final List<ObjectNode> plans = new ArrayList<>();
    final List<ObjectNode> policies = new ArrayList<>();
    final List<ObjectNode> contracts = new ArrayList<>();
    final List<ObjectNode> credentials = new ArrayList<>();
    final Map<String, String> states = new LinkedHashMap<>();
    final List<String> jobs = new ArrayList<>();
    final List<JsonNode> predictions = new ArrayList<>();
    String jobState = "SUCCEEDED";

    @Override
    Reply answer(String method, String path, String body, HttpExchange exchange)
            throws IOException {
        String caller = bearer(exchange).replaceFirst("^token-of-", "");
        String[] parts = path.substring(1).split("/");
        if (path.startsWith("/v2/models/credit-risk")) {
            return serve(path, body, caller, exchange);
        }
        return switch (parts[1]) {
            case "partners" -> partner(caller, json(body));
            case "plans" -> things(method, "admin", caller, "plan", plans, body);
            case "policies" -> things(method, "approver", caller, "policy", policies, body);
            case "credentials" -> credentials(method, parts, caller, body);
            case "training" -> training(method, parts, caller, body);
            case "models" -> verb("versions", parts[2] + "@" + parts[4], parts[5], caller);
            case "contracts" ->
                    parts.length == 2
                            ? things(method, "admin", caller, "contract", contracts, body)
                            : verb("contracts", parts[2], parts[3], caller);
            default -> Reply.of(404, "");
        };
    }

    private Reply partner(String caller, JsonNode body) {
        if (!caller.equals("admin")) {
            return Reply.of(403, "");
        }
        if (!partners.isEmpty()) {
            return Reply.of(409, "{\"title\":\"exists\"}");
        }
        partners.add(body);
        return Reply.of(201, "{}");
    }

    private static Reply things(
            String method,
            String role,
            String caller,
            String prefix,
            List<ObjectNode> all,
            String body)
            throws IOException {
        if (!caller.equals(role)) {
            return Reply.of(403, "");
        }
        if (method.equals("GET")) {
            return list(all);
        }
        String id = prefix + "-" + (all.size() + 1);
        all.add(((ObjectNode) json(body)).put("id", id));
        return Reply.of(201, "{\"id\":\"%s\"}".formatted(id));
    }

    private static Reply list(List<ObjectNode> all) {
        ArrayNode items = JSON.createArrayNode();
        all.forEach(items::add);
        return Reply.of(200, "{\"items\":" + items + ",\"next\":null}");
    }

    private Reply credentials(String method, String[] parts, String caller, String body)
            throws IOException {
        if (!caller.equals("acme")) {
            return Reply.of(403, "");
        }
        if (method.equals("DELETE")) {
            credentials.removeIf(key -> key.path("id").asText().equals(parts[2]));
            return Reply.of(204, "");
        }
        if (method.equals("GET")) {
            return list(credentials);
        }
        String id = "key-" + requests().size();
        credentials.add(((ObjectNode) json(body)).put("id", id).put("key", "vs_" + id));
        return Reply.of(201, "{\"id\":\"%1$s\",\"key\":\"vs_%1$s\"}".formatted(id));
    }

    private Reply training(String method, String[] parts, String caller, String body)
            throws IOException {
        if (!caller.equals("owner")) {
            return Reply.of(403, "");
        }
        if (method.equals("POST")) {
            jobs.add(json(body).path("model").asText());
            return Reply.at(202, "/api/training/jobs/" + jobs.size());
        }
        int job = Integer.parseInt(parts[3]);
        String model = jobs.get(job - 1);
        long version = jobs.subList(0, job).stream().filter(model::equals).count();
        states.putIfAbsent(model + "@" + version, "DRAFT");
        return Reply.of(
                200,
                "{\"state\":\"%s\",\"version\":%d,\"failure\":\"no memory\"}"
                        .formatted(jobState, version));
    }

    private Reply verb(String kind, String thing, String verb, String caller) {
        if (!caller.equals(ALLOWED.get(verb))) {
            return Reply.of(403, "{\"type\":\"four-eyes\"}");
        }
        List<String> order = ORDER.getOrDefault(kind, List.of());
        String state = states.getOrDefault(thing, "DRAFT");
        if (order.indexOf(verb) != order.indexOf(state) + 1) {
            return Reply.of(409, "{\"title\":\"wrong order\"}");
        }
        states.put(thing, verb);
        return Reply.of(200, "{\"state\":\"%s\"}".formatted(verb));
    }

    private Reply serve(String path, String body, String key, HttpExchange exchange)
            throws IOException {
        if (credentials.stream().noneMatch(known -> known.path("key").asText().equals(key))) {
            return Reply.of(401, "");
        }
        if (!path.endsWith("/infer")) {
            return Reply.of(200, METADATA);
        }
        String purpose = exchange.getRequestHeaders().getFirst("Vouchsafe-Purpose");
        if (!Set.of("credit-decision").contains(String.valueOf(purpose))) {
            return Reply.of(403, "{\"error\":\"purpose\"}");
        }
        predictions.add(json(body));
        exchange.getResponseHeaders().add("Vouchsafe-Receipt", "0193-receipt");
        return Reply.of(200, "{\"outputs\":[]}");
    }

    private static final String METADATA =
            """
            {"name":"credit-risk","inputs":[
              {"name":"postcode","datatype":"BYTES","shape":[-1,1]},
              {"name":"income","datatype":"FP32","shape":[-1]},
              {"name":"something_new","datatype":"INT64","shape":[-1,2]}]}
            """;
}
