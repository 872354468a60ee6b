package io.vouchsafe.it.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Steps that many tests need before their own begin. Every name is used once, so tests share no
 * state.
 */
public final class Scene {
    private static final Duration TRAINING = Duration.ofSeconds(120);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<String, Long> TRAINED = new HashMap<>();
    private static final Map<String, String> STARTED = new HashMap<>();
    private static @Nullable String plan;

    private Scene() {}

    public static String unique(String prefix) {
        return prefix + "-" + NUMBER.incrementAndGet();
    }

    /** The partner exists, whoever made it. */
    public static synchronized void partner(String id) {
        Answer answer = Api.as("admin").post("/api/partners", Map.of("name", id));
        if (answer.status() != 409) {
            answer.expect(201);
        }
    }

    static synchronized String generousPlan() {
        if (plan == null) {
            plan = plan(10_000, 10_000_000);
        }
        return plan;
    }

    /** A new plan's id. */
    public static String plan(long perSecond, long perDay) {
        Map<String, Object> body =
                Map.of(
                        "name",
                        unique("it-plan"),
                        "currency",
                        "EUR",
                        "pricePerCall",
                        "0.0010",
                        "requestsPerSecond",
                        perSecond,
                        "callsPerDay",
                        perDay);
        return Api.as("admin").post("/api/plans", body).expect(201).json().get("id").asText();
    }

    /** A new model without versions. */
    public static String emptyModel() {
        String name = unique("it-model");
        Api.as("owner").post("/api/models", Map.of("name", name)).expect(201);
        return name;
    }

    /** A new model with one deployed version. */
    public static String model(Map<String, byte[]> files) {
        String name = emptyModel();
        release(name, upload(name, Archives.zip(files)));
        return name;
    }

    /** The number of a new version in state DRAFT. */
    public static long upload(String model, byte[] archive) {
        return Api.as("owner")
                .upload("/api/models/" + model + "/versions", archive)
                .expect(201)
                .json()
                .get("version")
                .asLong();
    }

    /** Brings a draft to its partners. */
    public static void release(String model, long version) {
        step("owner", model, version, "submit").expect(200);
        step("approver", model, version, "approve").expect(200);
        step("approver", model, version, "deploy").expect(200);
    }

    /** One step in a version's life. */
    public static Answer step(String user, String model, long version, String step) {
        return Api.as(user)
                .post(
                        "/api/models/%s/versions/%d/%s".formatted(model, version, step),
                        Map.of("comment", "Integration test."));
    }

    /** An active contract's id. */
    public static String contract(Terms terms) {
        String id = draft(terms);
        move("admin", id, "offer").expect(200);
        move(terms.partner(), id, "sign").expect(200);
        move("admin", id, "countersign").expect(200);
        return id;
    }

    /** A contract nobody has agreed to. */
    public static String draft(Terms terms) {
        partner(terms.partner());
        return Api.as("admin")
                .post("/api/contracts", terms.body())
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    public static Answer move(String user, String contract, String step) {
        return Api.as(user)
                .post(
                        "/api/contracts/" + contract + "/" + step,
                        Map.of("comment", "Integration test."));
    }

    /** A new key of the user's partner; it may call models only. */
    public static String key(String user) {
        return newKey(user, Map.of("name", unique("it-key"))).get("key").asText();
    }

    public static JsonNode newKey(String user, Map<String, Object> body) {
        return Api.as(user).post("/api/credentials", body).expect(201).json();
    }

    /** A published policy's id. */
    public static String policy(List<Map<String, Object>> rules) {
        return Api.as("approver")
                .post("/api/policies", Map.of("name", unique("it-policy"), "rules", rules))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    /**
     * The recipe's model, trained once in the run and deployed; the model has the recipe's name.
     */
    public static synchronized String trained(String recipe) {
        if (!TRAINED.containsKey(recipe)) {
            startTraining(recipe);
            String job = STARTED.get(recipe);
            JsonNode done =
                    Await.until(
                            TRAINING,
                            () -> Api.as("owner").get("/api/training/jobs/" + job).json(),
                            found -> !found.path("state").asText().equals("RUNNING"));
            if (!done.path("state").asText().equals("SUCCEEDED")) {
                throw new AssertionError("training failed: " + done);
            }
            long version = done.get("version").asLong();
            release(recipe, version);
            TRAINED.put(recipe, version);
        }
        return recipe;
    }

    /** Starts without waiting, so that other tests run meanwhile. */
    public static synchronized void startTraining(String recipe) {
        STARTED.computeIfAbsent(
                recipe,
                name ->
                        Api.as("owner")
                                .post(
                                        "/api/training/jobs",
                                        Map.of("recipe", name, "model", name, "seed", 20_261_123))
                                .expect(202)
                                .json()
                                .get("id")
                                .asText());
    }
}
