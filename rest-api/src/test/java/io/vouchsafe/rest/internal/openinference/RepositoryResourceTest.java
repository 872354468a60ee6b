package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.FakeGateway;
import io.vouchsafe.rest.testing.RecordedFace;
import jakarta.ejb.EJBAccessException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryResourceTest {
    private static final ModelRef CHAMPION = ModelRef.parse("half@2");

    private final FakeGateway gateway = new FakeGateway();
    private final RecordedFace<Registry> registry = new RecordedFace<>(Registry.class);
    private final RecordedFace<Deployments> deployments = new RecordedFace<>(Deployments.class);

    private Api api(Caller caller) {
        return new Api(
                new RepositoryResource(
                        gateway, registry.face(), deployments.face(), Callers.always(caller)));
    }

    private static VersionView version(String ref, VersionState state, boolean champion) {
        return new VersionView(
                ModelRef.parse(ref),
                state,
                champion,
                "sha256:0",
                "tensorflow",
                1,
                List.of(),
                "owner",
                null,
                null,
                List.of());
    }

    private static ModelView half(VersionView... versions) {
        return new ModelView(CHAMPION.name(), "owner", Instant.EPOCH, List.of(versions));
    }

    private void serve(boolean ready) {
        gateway.served =
                new ServedModel(CHAMPION, "tensorflow", Map.of(), ready, List.of(2L), List.of());
    }

    private void champion(@Nullable VersionState state) {
        VersionView[] versions =
                state == null
                        ? new VersionView[] {version("half@1", VersionState.DRAFT, false)}
                        : new VersionView[] {version("half@2", state, true)};
        registry.answer("model", Outcome.done(half(versions)));
    }

    @Test
    void theIndex_isWhatThePartnerMayCall() {
        serve(true);

        Api.Answer answer = api(Callers.ACME).post("/v2/repository/index").send();

        assertThat(answer.text())
                .isEqualTo(
                        "[{\"name\":\"half\",\"version\":\"2\",\"state\":\"READY\",\"reason\":\"\"}]");
        assertThat(registry.calls()).isEmpty();
    }

    @Test
    void theProvidersIndex_namesWhatWasStopped() {
        serve(false);
        registry.answer(
                "models",
                new Page<>(
                        List.of(
                                half(
                                        version("half@2", VersionState.DEPLOYED, true),
                                        version("half@1", VersionState.STOPPED, false))),
                        null));

        Api.Answer all = api(Callers.OWNER).post("/v2/repository/index").json("{}").send();
        Api.Answer ready =
                api(Callers.OWNER).post("/v2/repository/index").json("{\"ready\":true}").send();

        assertThat(all.json()).hasSize(2);
        assertThat(all.json().at("/0/state").asText()).isEqualTo("LOADING");
        assertThat(all.json().at("/1/version").asText()).isEqualTo("1");
        assertThat(all.json().at("/1/state").asText()).isEqualTo("UNAVAILABLE");
        assertThat(all.json().at("/1/reason").asText()).isNotBlank();
        assertThat(ready.text()).isEqualTo("[]");
    }

    @Test
    void loading_resumesTheStoppedChampion() {
        champion(VersionState.STOPPED);
        deployments.answer("resume", Outcome.done(version("half@2", VersionState.DEPLOYED, true)));

        Api.Answer answer = api(Callers.OWNER).post("/v2/repository/models/half/load").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{}");
        assertThat(deployments.only("resume").get(1)).isEqualTo(CHAMPION);
    }

    @Test
    void loadingWhatIsLoaded_isDoneAlready() {
        champion(VersionState.DEPLOYED);

        assertThat(api(Callers.OWNER).post("/v2/repository/models/half/load").send().status())
                .isEqualTo(200);
        assertThat(deployments.calls()).isEmpty();
    }

    @Test
    void unloading_stopsTheChampion() {
        champion(VersionState.DEPLOYED);
        registry.answer("stop", Outcome.done(version("half@2", VersionState.STOPPED, true)));

        Api.Answer answer =
                api(Callers.OWNER)
                        .post("/v2/repository/models/half/unload")
                        .json("{\"parameters\":{\"unload_dependents\":false}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(registry.calls())
                .extracting(RecordedFace.Call::method)
                .containsExactly("model", "stop");
        assertThat(registry.calls().get(1).arguments().get(1)).isEqualTo(CHAMPION);
    }

    @Test
    void unloadingWhatIsStopped_isDoneAlready() {
        champion(VersionState.STOPPED);

        assertThat(api(Callers.OWNER).post("/v2/repository/models/half/unload").send().status())
                .isEqualTo(200);
        assertThat(registry.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "unload"})
    void aModelWithoutDeployedVersion_saysWhatIsMissing(String verb) {
        champion(null);

        Api.Answer answer = api(Callers.OWNER).post("/v2/repository/models/half/" + verb).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).contains("no deployed version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "unload"})
    void whoMayNot_isTold403(String verb) {
        registry.answer("model", new EJBAccessException("not a provider"));

        Api.Answer answer = api(Callers.ACME).post("/v2/repository/models/half/" + verb).send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load | {\"parameters\":{\"config\":\"{}\"}} | those that were approved",
                "load | {\"parameters\":{\"file:1/model.pb\":\"AA==\"}} | those that were approved",
                "load | {\"parameters\":[]} | is not an object",
                "load | {\"other\":1} | not known",
                "load | [] | not a JSON object",
                "unload | { | no valid JSON",
                "unload | {}{} | follows"
            })
    void whatCannotBe_is400(String verb, String body, String said) {
        champion(VersionState.STOPPED);

        Api.Answer answer =
                api(Callers.OWNER).post("/v2/repository/models/half/" + verb).json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).contains(said);
        assertThat(deployments.calls()).isEmpty();
    }

    @Test
    void aWrongIndexRequest_is400() {
        Api.Answer answer =
                api(Callers.ACME).post("/v2/repository/index").json("{\"ready\":1}").send();

        assertThat(answer.status()).isEqualTo(400);
    }
}
