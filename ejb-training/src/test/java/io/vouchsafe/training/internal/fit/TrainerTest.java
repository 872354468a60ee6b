package io.vouchsafe.training.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.training.internal.recipe.CreditRisk;
import io.vouchsafe.training.internal.recipe.MessageTopic;
import io.vouchsafe.training.internal.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

class TrainerTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"credit-risk", "message-topic"})
    void trainedModel_learnsMoreThanTheMajority(String name) throws Exception {
        Recipe recipe = Recipe.named(name).orElseThrow();
        List<Double> losses = new ArrayList<>();

        Map<String, Double> metrics =
                new Trainer()
                        .fit(
                                recipe,
                                20261123,
                                folder.resolve("model"),
                                (done, of, loss) -> losses.add(loss));

        assertThat(metrics.get("accuracy"))
                .isGreaterThan(recipe.requiredAccuracy())
                .isGreaterThan(metrics.get("majority") + 0.05);
        assertThat(losses).hasSize(recipe.epochs());
        assertThat(losses.getLast()).isLessThan(losses.getFirst());
        System.out.println(name + " " + metrics);
    }

    @Test
    void sameSeed_givesTheSameModelWithinRounding() throws Exception {
        var quiet = (Trainer.Progress) (done, of, loss) -> {};

        var one = new Trainer().fit(new MessageTopic(), 3, folder.resolve("one"), quiet);
        var two = new Trainer().fit(new MessageTopic(), 3, folder.resolve("two"), quiet);

        assertThat(one.get("log_loss")).isEqualTo(two.get("log_loss"), within(1e-3));
    }

    @Test
    void exportedModel_answersByItsPublicAndInternalSignatures() throws Exception {
        new Trainer().fit(new CreditRisk(), 1, folder.resolve("model"), (done, of, loss) -> {});

        try (var bundle = SavedModelBundle.load(folder.resolve("model").toString(), "serve");
                var tensors = new Row()) {
            try (var answer = bundle.function("serving_default").call(tensors.named);
                    var encoded = bundle.function("vouchsafe_encode").call(tensors.named)) {
                Map<String, Tensor> codes = new HashMap<>();
                encoded.forEach(entry -> codes.put(entry.getKey(), entry.getValue()));
                try (var logits = bundle.function("vouchsafe_explain").call(codes)) {
                    float direct = ((TFloat32) answer.get("logits").orElseThrow()).getFloat(0, 1);
                    float through = ((TFloat32) logits.get("logits").orElseThrow()).getFloat(0, 1);

                    assertThat(through).isEqualTo(direct, within(1e-5f));
                    assertThat(((TString) answer.get("label").orElseThrow()).getObject(0))
                            .isIn("repaid", "default");
                }
            }
        }
    }

    @Test
    void onlyTheRegionOfThePostcode_reachesTheModel() throws Exception {
        new Trainer().fit(new CreditRisk(), 1, folder.resolve("model"), (done, of, loss) -> {});

        try (var bundle = SavedModelBundle.load(folder.resolve("model").toString(), "serve");
                var whole = new Row("80331");
                var masked = new Row("80***");
                var one = bundle.function("serving_default").call(whole.named);
                var two = bundle.function("serving_default").call(masked.named)) {
            assertThat(((TFloat32) one.get("logits").orElseThrow()).getFloat(0, 0))
                    .isEqualTo(((TFloat32) two.get("logits").orElseThrow()).getFloat(0, 0));
        }
    }

    @Test
    void progressThatThrows_stopsTheTraining() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () ->
                                new Trainer()
                                        .fit(
                                                new MessageTopic(),
                                                1,
                                                folder.resolve("model"),
                                                (done, of, loss) -> {
                                                    throw new IllegalStateException("stop");
                                                }));
        assertThat(folder.resolve("model")).doesNotExist();
    }

    /** One applicant. */
    private static final class Row implements AutoCloseable {
        final Map<String, Tensor> named = new HashMap<>();

        Row() {
            this("80331");
        }

        Row(String postcode) {
            named.put("age", TFloat32.vectorOf(30));
            named.put("income", TFloat32.vectorOf(2500));
            named.put("amount", TFloat32.vectorOf(9000));
            named.put("duration_months", TFloat32.vectorOf(24));
            named.put("late_payments", TFloat32.vectorOf(1));
            named.put("employment", TString.vectorOf("permanent"));
            named.put("housing", TString.vectorOf("rent"));
            named.put("use", TString.vectorOf("car"));
            named.put("postcode", TString.vectorOf(postcode));
        }

        @Override
        public void close() {
            named.values().forEach(Tensor::close);
        }
    }
}
