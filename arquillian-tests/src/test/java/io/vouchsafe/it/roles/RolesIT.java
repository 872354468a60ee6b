package io.vouchsafe.it.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.kernel.Roles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: at the EJBs, from their own annotations; over HTTP, from a table. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RolesIT {
    private static final String PROBE = "/api/probe/faces";

    /** In the order of the table below. */
    private static final Map<String, Api> CALLERS = new LinkedHashMap<>();

    static {
        CALLERS.put(Roles.ADMIN, Api.as("admin"));
        CALLERS.put(Roles.MODEL_OWNER, Api.as("owner"));
        CALLERS.put(Roles.APPROVER, Api.as("approver"));
        CALLERS.put(Roles.AUDITOR, Api.as("auditor"));
        CALLERS.put(Roles.PARTNER_ADMIN, Api.as("acme"));
        CALLERS.put(Roles.PARTNER_DEVELOPER, Api.machine());
    }

    private static @Nullable String draft;

    /** One method of one face. */
    record Door(int number, String name, String whoMay) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Door> doors() {
        String list =
                Await.status(Duration.ofSeconds(60), 200, () -> Api.as("auditor").get(PROBE))
                        .text();
        return list.lines()
                .map(line -> line.split(" ", 3))
                .map(parts -> new Door(Integer.parseInt(parts[0]), parts[1], parts[2]));
    }

    static Stream<Door> guardedDoors() {
        return doors().filter(door -> !door.whoMay().equals("*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guardedDoors")
    void methodOfAFace_letsInTheRolesItNames_andNobodyElse(Door door) {
        Set<String> allowed = Set.of(door.whoMay().split(","));
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();

        CALLERS.forEach(
                (role, caller) -> {
                    expected.put(role, allowed.contains(role) ? "let in" : "denied");
                    found.put(role, caller.get(PROBE + "/" + door.number()).expect(200).text());
                });

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void everyFace_isSeen_andSaysWhoMayCallIt() {
        List<Door> doors = doors().toList();

        assertThat(doors).noneMatch(door -> door.whoMay().equals("?"));
        assertThat(doors.stream().map(door -> door.name().substring(0, door.name().indexOf('.'))))
                .contains(
                        "Registry",
                        "Deployments",
                        "Contracts",
                        "Integrations",
                        "Metering",
                        "Policies",
                        "AuditTrail",
                        "TransparencyLog",
                        "Training");
        assertThat(doors.size()).isGreaterThan(40);
    }

    /** What is open to everybody is open by intention: this list grows by review alone. */
    @Test
    void openMethods_areTheKnownOnes() {
        assertThat(doors().filter(door -> door.whoMay().equals("*")).map(Door::name))
                .allMatch(
                        name ->
                                name.matches(
                                        "(InferenceGateway|Contracts|Integrations|TransparencyLog)"
                                                + "\\.(answer|describe|list|readiness|admit|release"
                                                + "|callable|authenticate|checkpoint|keys|tile)\\(.*"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # method | path | body | admin, owner, approver, auditor, partner-admin, developer
                    GET    | /api/models                               |     | 200 200 200 200 403 403
                    POST   | /api/models                               | {"name":"$unique"} | 201 201 403 403 403 403
                    GET    | /api/models/$draft                        |     | 200 200 200 200 403 403
                    GET    | /api/models/$draft/versions               |     | 200 200 200 200 403 403
                    GET    | /api/models/$draft/versions/1             |     | 200 200 200 200 403 403
                    POST   | /api/models/$draft/versions/1/approve     | {}  | 403 403 409 403 403 403
                    POST   | /api/models/$draft/versions/1/reject      | {}  | 403 403 409 403 403 403
                    POST   | /api/models/$draft/versions/1/deploy      | {}  | 409 409 409 403 403 403
                    POST   | /api/models/$draft/versions/1/stop        | {}  | 409 409 409 403 403 403
                    POST   | /api/models/$draft/versions/1/resume      | {}  | 409 409 409 403 403 403
                    POST   | /api/models/$draft/versions/1/rollback    | {}  | 409 409 409 403 403 403
                    POST   | /api/models/none-such/versions/1/submit   | {}  | 404 404 403 403 403 403
                    GET    | /api/models/$draft/card                   |     | 200 200 200 200 403 403
                    PUT    | /api/models/$draft/card                   | {"text":"# Card"} | 200 200 403 403 403 403
                    GET    | /api/partners                             |     | 200 200 200 200 200 200
                    GET    | /api/partners/acme                        |     | 200 200 200 200 200 200
                    POST   | /api/partners                             | {"name":"acme"} | 409 403 403 403 403 403
                    GET    | /api/plans                                |     | 200 200 200 200 200 200
                    POST   | /api/plans                                | {"name":"$unique","currency":"EUR","pricePerCall":"1","requestsPerSecond":1,"callsPerDay":1} | 201 403 403 403 403 403
                    GET    | /api/contracts                            |     | 200 200 200 200 200 200
                    GET    | /api/contracts/none-such                  |     | 404 404 404 404 404 404
                    POST   | /api/contracts                            | {"partner":"none-such","plan":"none-such","models":["m"],"purposes":["p"],"maskingPolicy":null,"validFrom":"2026-01-01T00:00:00Z","validTo":null} | 422 403 403 403 403 403
                    POST   | /api/contracts/none-such/sign             | {}  | 404 403 403 403 404 403
                    GET    | /api/credentials                          |     | 200 403 403 200 200 200
                    POST   | /api/credentials                          | {"name":"$unique"} | 422 403 403 403 201 201
                    DELETE | /api/credentials/nonesuch00               |     | 404 403 403 403 404 404
                    GET    | /api/policies                             |     | 200 200 200 200 200 403
                    POST   | /api/policies                             | {"name":"$unique","rules":[{"input":"name","operator":"mask"}]} | 201 403 201 403 403 403
                    GET    | /api/usage                                |     | 200 200 200 200 200 200
                    GET    | /api/audit/entries                        |     | 200 200 200 200 200 200
                    GET    | /api/audit/entries/01890a5d-ac96-774b-bcce-b302099a8057 | | 404 404 404 404 404 404
                    GET    | /api/training/jobs                        |     | 200 200 200 200 403 403
                    POST   | /api/training/jobs                        | {"recipe":"none-such","model":"none-such","seed":1} | 403 422 403 403 403 403
                    GET    | /log/receipts/01890a5d-ac96-774b-bcce-b302099a8057 | | 404 404 404 404 404 404
                    GET    | /v2/models/none-such                      |     | 404 404 404 404 404 404
                    """)
    void endpoint_answersEachRoleAsTheTableSays(
            String method, String path, @Nullable String body, String statuses) {
        String address = path.replace("$draft", draft());
        List<String> found = new ArrayList<>();

        for (Api caller : CALLERS.values()) {
            found.add(Integer.toString(send(caller, method, address, body).status()));
        }

        assertThat(String.join(" ", found)).isEqualTo(statuses);
        assertThat(send(Api.nobody(), method, address, body).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"owner, true", "admin, true", "approver, false", "auditor, false", "acme, false"})
    void archive_isTakenFromThoseWhoBringModels(String user, boolean taken) {
        Answer answer =
                Api.as(user)
                        .upload(
                                "/api/models/" + draft() + "/versions",
                                "no archive".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status() != 403).as(answer.toString()).isEqualTo(taken);
    }

    @Test
    void submittingOwnersFriend_mayNotApprove_withoutTheRole() {
        String model = Scene.emptyModel();
        long version = Scene.upload(model, Archives.zip(SavedModels.halfPlusTwo()));
        Scene.step("admin", model, version, "submit").expect(200);

        Answer answer = Scene.step("owner", model, version, "approve");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isIn("role-missing", "four-eyes");
    }

    private static Answer send(Api caller, String method, String path, @Nullable String body) {
        if (body == null) {
            return caller.send(method, path, null);
        }
        String json = body.replace("$unique", Scene.unique("it-role"));
        return caller.send(
                method,
                path,
                json.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }

    /** A model with one version in state DRAFT. */
    private static synchronized String draft() {
        if (draft == null) {
            Scene.partner("acme");
            String model = Scene.emptyModel();
            Scene.upload(model, Archives.zip(SavedModels.halfPlusTwo()));
            draft = model;
        }
        return draft;
    }
}
