package io.vouchsafe.rest.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.RecordedFace;
import jakarta.ejb.EJBAccessException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsResourceTest {
    private static final ModelRef VERSION = ModelRef.parse("half@124");

    private final RecordedFace<Registry> registry = new RecordedFace<>(Registry.class);
    private final RecordedFace<Deployments> deployments = new RecordedFace<>(Deployments.class);
    private final Api api =
            new Api(
                    new ModelsResource(registry.face(), Callers.always(Callers.OWNER)),
                    new VersionsResource(
                            registry.face(), deployments.face(), Callers.always(Callers.OWNER)),
                    new CardResource(registry.face(), Callers.always(Callers.OWNER)));

    @Test
    void aNewModel_is201_withItsPlace() {
        registry.answer("create", Outcome.done(Samples.model()));

        Api.Answer answer = api.post("/api/models").json("{\"name\":\"half\"}").send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/models/half");
        assertThat(answer.json().get("name").asText()).isEqualTo("half");
        assertThat(registry.only("create")).containsExactly(Callers.OWNER, new ModelName("half"));
    }

    @Test
    void aTakenName_is409_inTheModulesWords() {
        registry.answer(
                "create",
                Outcome.declined(Outcome.Kind.CONFLICT, "model-exists", "'half' exists."));

        Api.Answer answer = api.post("/api/models").json("{\"name\":\"half\"}").send();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("type").asText()).endsWith("/model-exists");
        assertThat(answer.json().get("detail").asText()).isEqualTo("'half' exists.");
        assertThat(answer.header("Location")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{}'                          | /name  | missing",
                "'{\"name\":7}'                | /name  | wrong type",
                "'{\"name\":\"../etc\"}'       | /name  | no name",
                "'{\"name\":\"m\",\"x\":1}'    | /x     | unknown"
            })
    void aMalformedBody_is400_namesTheMember_andReachesNobody(
            String body, String pointer, String reason) {
        Api.Answer answer = api.post("/api/models").json(body).send();

        assertThat(answer.status()).as(reason).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(registry.calls()).isEmpty();
    }

    @Test
    void models_areAList() {
        registry.answer("models", new Page<>(List.of(Samples.model()), "cursor"));

        JsonNode list = api.get("/api/models").send().json();

        assertThat(list.get("next").asText()).isEqualTo("cursor");
        assertThat(list.at("/items/0/name").asText()).isEqualTo("half");
        assertThat(list.at("/items/0/versions/0/version").asLong()).isEqualTo(124);
    }

    @Test
    void theLastPage_saysSoWithNull() {
        registry.answer("models", new Page<>(List.of(), null));

        assertThat(api.get("/api/models").send().text()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void aModel_andItsVersions_areShown() {
        registry.answer("model", Outcome.done(Samples.model()))
                .answer("version", Outcome.done(Samples.version(VersionState.DRAFT)));

        JsonNode model = api.get("/api/models/half").send().json();
        JsonNode versions = api.get("/api/models/half/versions").send().json();
        JsonNode version = api.get("/api/models/half/versions/124").send().json();

        assertThat(model.get("owner").asText()).isEqualTo("owner");
        assertThat(versions.get("items")).hasSize(1);
        assertThat(version.get("state").asText()).isEqualTo("DRAFT");
        assertThat(version.get("digest").asText()).isEqualTo("sha256:00");
        assertThat(version.at("/signatures/0/name").asText()).isEqualTo("serving_default");
        assertThat(version.at("/signatures/0/inputs/0/shape/0").asInt()).isEqualTo(-1);
        assertThat(version.at("/signatures/0/outputs/0/shape").isNull()).isTrue();
        assertThat(version.at("/history/0/at").asText()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(version.has("submittedBy")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/models/-x",
                "/api/models/half/versions/0",
                "/api/models/half/versions/x",
                "/api/models/half/versions/99999999999999999999"
            })
    void whatCannotExist_is404_andAsksNobody(String path) {
        Api.Answer answer = api.get(path).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("type").asText()).endsWith("/not-found");
        assertThat(registry.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit", "approve", "reject", "stop"})
    void aStepOfTheRegistry_goesThere(String step) {
        registry.answer(step, Outcome.done(Samples.version(VersionState.SUBMITTED)));

        Api.Answer answer =
                api.post("/api/models/half/versions/124/" + step)
                        .json("{\"comment\":\"please\"}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("state").asText()).isEqualTo("SUBMITTED");
        assertThat(registry.only(step)).containsExactly(Callers.OWNER, VERSION, "please");
        assertThat(deployments.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "rollback", "resume"})
    void aStepThatNeedsAnEngine_goesToInference(String step) {
        deployments.answer(step, Outcome.done(Samples.version(VersionState.DEPLOYED)));

        Api.Answer answer =
                api.post("/api/models/half/versions/124/" + step).json("{\"comment\":null}").send();

        assertThat(answer.json().get("state").asText()).isEqualTo("DEPLOYED");
        assertThat(deployments.only(step)).containsExactly(Callers.OWNER, VERSION, null);
        assertThat(registry.calls()).isEmpty();
    }

    @Test
    void aStepWithoutBody_hasNoComment() {
        registry.answer("submit", Outcome.done(Samples.version(VersionState.SUBMITTED)));

        Api.Answer bare = api.post("/api/models/half/versions/124/submit").send();
        Api.Answer empty = api.post("/api/models/half/versions/124/submit").json("{}").send();
        Api.Answer blank =
                api.post("/api/models/half/versions/124/submit").json("{\"comment\":\" \"}").send();

        assertThat(List.of(bare.status(), empty.status(), blank.status())).containsOnly(200);
        assertThat(registry.calls())
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.arguments().get(2)).isNull());
    }

    @Test
    void fourEyesBroken_is403_ofThatType() {
        registry.answer(
                "approve",
                Outcome.declined(Outcome.Kind.FORBIDDEN, "four-eyes", "You submitted it."));

        Api.Answer answer = api.post("/api/models/half/versions/124/approve").json("{}").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("type").asText()).endsWith("/four-eyes");
    }

    @Test
    void aMissingRole_is403() {
        registry.answer("approve", new EJBAccessException("WFLYEJB0364: Invocation on method"));

        Api.Answer answer = api.post("/api/models/half/versions/124/approve").json("{}").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("type").asText()).endsWith("/role-missing");
        assertThat(answer.text()).doesNotContain("WFLYEJB");
    }

    @Test
    void anOverlongComment_is400() {
        Api.Answer answer =
                api.post("/api/models/half/versions/124/stop")
                        .json("{\"comment\":\"" + "c".repeat(2001) + "\"}")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/comment");
        assertThat(registry.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "SUBMIT", "submit/x"})
    void anUnknownStep_is404(String step) {
        assertThat(api.post("/api/models/half/versions/124/" + step).json("{}").send().status())
                .isEqualTo(404);
    }

    @Test
    void aStepIsNoGet() {
        assertThat(api.get("/api/models/half/versions/124/submit").send().status()).isEqualTo(405);
    }

    @Test
    void theCard_isJson_orMarkdown() {
        registry.answer(
                "card",
                Outcome.done(new Card("# Half\nü", new CardSettings(Map.of("x", "0"), "y"))));

        Api.Answer json = api.get("/api/models/half/card").send();
        Api.Answer text = api.get("/api/models/half/card").accept("text/markdown").send();

        assertThat(json.text())
                .isEqualTo(
                        "{\"text\":\"# Half\\nü\",\"settings\":{\"explanationBaseline\":{\"x\":\"0\"},"
                                + "\"explainedOutput\":\"y\"}}");
        assertThat(text.text()).isEqualTo("# Half\nü");
        assertThat(text.header("Content-Type")).startsWith("text/markdown");
    }

    @Test
    void aCardAsJson_replacesBoth() {
        registry.answer("writeCard", Outcome.done(new Card("new", CardSettings.NONE)));

        Api.Answer answer =
                api.put("/api/models/half/card")
                        .json(
                                "{\"text\":\"new\",\"settings\":{\"explanationBaseline\":{\"x\":\"1\"}}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(registry.only("writeCard").get(2))
                .isEqualTo(new Card("new", new CardSettings(Map.of("x", "1"), null)));
    }

    @Test
    void aCardAsMarkdown_keepsWhatTheEngineReads() {
        CardSettings settings = new CardSettings(Map.of("x", "0"), "y");
        registry.answer("card", Outcome.done(new Card("old", settings)))
                .answer("writeCard", Outcome.done(new Card("neu ü", settings)));

        Api.Answer answer =
                api.put("/api/models/half/card")
                        .body("text/markdown", "neu ü".getBytes(StandardCharsets.UTF_8))
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("neu ü");
        assertThat(registry.calls().get(1).arguments().get(2))
                .isEqualTo(new Card("neu ü", settings));
    }

    @Test
    void aCardThatIsNoText_is400_andOneTooLarge_is413() {
        Api.Answer noText =
                api.put("/api/models/half/card")
                        .body("text/markdown", new byte[] {(byte) 0xff})
                        .send();
        Api.Answer tooLarge =
                api.put("/api/models/half/card")
                        .body("text/markdown", new byte[CardResource.LARGEST + 1])
                        .send();

        assertThat(noText.status()).isEqualTo(400);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(registry.calls()).isEmpty();
    }
}
