package io.vouchsafe.training.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.tensorflow.IntegratedGradients;
import io.vouchsafe.inference.internal.tensorflow.TensorFlowEngine;
import io.vouchsafe.training.internal.recipe.Recipe;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo models keep the convention that the explainer asks for. */
class ExplainedDemoModelTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"credit-risk", "message-topic"})
    void demoModel_offersIntegratedGradients(String name) throws Exception {
        new Trainer()
                .fit(Recipe.named(name).orElseThrow(), 1, folder.resolve("model"), (d, o, l) -> {});
        var engine =
                new TensorFlowEngine(
                        InferenceSettings.from(Map.of("VOUCHSAFE_DATA", folder.toString())));

        try (var model = engine.load(folder.resolve("model"))) {
            var signature = model.signatures().get("serving_default");
            var explainer = new IntegratedGradients();

            assertThat(explainer.supports(model, signature)).isTrue();
        }
    }
}
