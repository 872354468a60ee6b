package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.inference.ModelActivity;
import io.vouchsafe.inference.ModelStatistics;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.FakeGateway;
import io.vouchsafe.rest.testing.RecordedFace;
import jakarta.ejb.EJBAccessException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsResourceTest {
    private final FakeGateway gateway = new FakeGateway();
    private final RecordedFace<ModelStatistics> statistics =
            new RecordedFace<>(ModelStatistics.class);
    private final Api api =
            new Api(
                    new StatisticsResource(
                            statistics.face(), gateway, Callers.always(Callers.OWNER)),
                    new MetadataResource(gateway, Callers.always(Callers.OWNER)));

    private void counted() {
        statistics.answer(
                "activity",
                List.of(
                        new ModelActivity(
                                ModelRef.parse("half@1"),
                                3,
                                3_000,
                                64,
                                1,
                                500,
                                Instant.ofEpochMilli(1234)),
                        new ModelActivity(ModelRef.parse("half@2"), 0, 0, 0, 2, 20, null),
                        new ModelActivity(
                                ModelRef.parse("other@1"), 1, 1, 1, 0, 0, Instant.EPOCH)));
    }

    @Test
    void theNumbers_haveTheExtensionsForm() {
        counted();

        Api.Answer answer = api.get("/v2/models/half/versions/1/stats").send();

        String none = "{\"count\":0,\"ns\":0}";
        assertThat(answer.text())
                .isEqualTo(
                        "{\"model_stats\":[{\"name\":\"half\",\"version\":\"1\",\"last_inference\":1234,"
                                + "\"inference_count\":64,\"execution_count\":3,\"inference_stats\":{"
                                + "\"success\":{\"count\":3,\"ns\":3000},\"fail\":{\"count\":1,\"ns\":500},"
                                + "\"queue\":%s,\"compute_input\":%s,\"compute_infer\":%s,"
                                        .formatted(none, none, none)
                                + "\"compute_output\":%s,\"cache_hit\":%s,\"cache_miss\":%s},"
                                        .formatted(none, none, none)
                                + "\"batch_stats\":[]}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/models/stats, 3",
        "/v2/models/half/stats, 2",
        "/v2/models/half/versions/2/stats, 1",
        "/v2/models/other/stats, 1"
    })
    void addresses_choose(String path, int models) {
        counted();

        assertThat(api.get(path).send().json().get("model_stats")).hasSize(models);
    }

    @Test
    void aModelThatNobodyCalled_hasNoughts_andOneThatIsNotThereNone() {
        counted();
        gateway.served =
                new ServedModel(
                        ModelRef.parse("idle@7"),
                        "tensorflow",
                        Map.of(),
                        true,
                        List.of(7L),
                        List.of());

        Api.Answer idle = api.get("/v2/models/idle/stats").send();
        Api.Answer missing = api.get("/v2/models/missing/stats").send();

        assertThat(idle.json().at("/model_stats/0/version").asText()).isEqualTo("7");
        assertThat(idle.json().at("/model_stats/0/inference_count").asLong()).isZero();
        assertThat(missing.status()).isEqualTo(404);
    }

    @Test
    void aPartner_isToldNothingOfTheOthers() {
        statistics.answer("activity", new EJBAccessException("not a provider"));

        Api.Answer answer = api.get("/v2/models/stats").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
    }
}
