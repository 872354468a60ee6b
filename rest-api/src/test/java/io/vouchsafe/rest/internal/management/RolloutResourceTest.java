package io.vouchsafe.rest.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.governance.Releases;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.RolloutView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.RecordedFace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutResourceTest {
    private static final ModelName HALF = new ModelName("half");
    private static final ModelRef V1 = ModelRef.parse("half@1");
    private static final ModelRef V2 = ModelRef.parse("half@2");

    private final RecordedFace<Releases> releases = new RecordedFace<>(Releases.class);
    private final RecordedFace<Deployments> deployments = new RecordedFace<>(Deployments.class);
    private final Api api =
            new Api(
                    new RolloutResource(
                            releases.face(), deployments.face(), Callers.always(Callers.OWNER)));

    private static Outcome<RolloutView> view(double difference) {
        Rollout rollout =
                new Rollout(
                        Map.of("challenger", V2, "baseline", V1),
                        new Rollout.Share(V2, 100),
                        new Rollout.Share(V2, 1000),
                        null);
        return Outcome.done(
                new RolloutView(
                        HALF,
                        V1,
                        rollout,
                        new Comparison(V2, V1, 9, 1, 2, 18, 17, difference, Samples.NOON)));
    }

    @Test
    void theRollout_saysWhoAnswersWhat() {
        releases.answer("rollout", view(0.5));

        Api.Answer answer = api.get("/api/models/half/rollout").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"model\":\"half\",\"champion\":1,\"aliases\":{\"baseline\":1,\"challenger\":2},"
                                + "\"canary\":{\"version\":2,\"share\":100},"
                                + "\"shadow\":{\"version\":2,\"share\":1000},"
                                + "\"comparison\":{\"shadow\":2,\"champion\":1,\"compared\":9,\"failed\":1,"
                                + "\"dropped\":2,\"labels\":18,\"agreed\":17,\"maxDifference\":0.5,"
                                + "\"since\":\"2026-11-23T12:00:00Z\"}}");
    }

    @Test
    void aDifferenceThatIsNoNumber_isNullInJson() {
        releases.answer("rollout", view(Double.POSITIVE_INFINITY));

        Api.Answer answer = api.get("/api/models/half/rollout").send();

        assertThat(answer.json().at("/comparison/maxDifference").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"canary, CANARY", "shadow, SHADOW"})
    void aShare_isSet_throughTheEngine_andEnds(String path, Rollout.Kind kind) {
        deployments.answer("share", view(0));
        releases.answer("end", view(0));

        Api.Answer set =
                api.put("/api/models/half/" + path).json("{\"version\":2,\"share\":100}").send();
        Api.Answer ended = api.delete("/api/models/half/" + path).send();

        assertThat(set.status()).isEqualTo(200);
        assertThat(deployments.only("share")).containsExactly(Callers.OWNER, kind, V2, 100);
        assertThat(ended.status()).isEqualTo(200);
        assertThat(releases.only("end")).containsExactly(Callers.OWNER, kind, HALF);
    }

    @Test
    void anAlias_comesAndGoes() {
        releases.answer("assign", view(0)).answer("unassign", view(0));

        Api.Answer set = api.put("/api/models/half/aliases/best").json("{\"version\":1}").send();
        Api.Answer gone = api.delete("/api/models/half/aliases/best").send();

        assertThat(set.json().at("/aliases/challenger").asLong()).isEqualTo(2);
        assertThat(gone.status()).isEqualTo(200);
        assertThat(releases.calls().get(0).arguments()).containsExactly(Callers.OWNER, V1, "best");
        assertThat(releases.calls().get(1).arguments())
                .containsExactly(Callers.OWNER, HALF, "best");
    }

    @Test
    void aDecline_keepsItsStatus() {
        deployments.answer(
                "share",
                Outcome.declined(Outcome.Kind.CONFLICT, "already-champion", "It is champion."));

        Api.Answer answer =
                api.put("/api/models/half/canary").json("{\"version\":1,\"share\":5}").send();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("type").asText()).endsWith("/already-champion");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\":2}",
                "{\"share\":10}",
                "{\"version\":\"two\",\"share\":1}",
                "{\"version\":2,\"share\":1.5}",
                "{\"version\":2,\"share\":10,\"percent\":1}"
            })
    void anIncompleteShare_is400_andAsksNobody(String body) {
        Api.Answer answer = api.put("/api/models/half/canary").json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(deployments.calls()).isEmpty();
    }

    @Test
    void aVersionThatCannotExist_is404() {
        Api.Answer answer =
                api.put("/api/models/half/canary").json("{\"version\":0,\"share\":10}").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(deployments.calls()).isEmpty();
    }
}
