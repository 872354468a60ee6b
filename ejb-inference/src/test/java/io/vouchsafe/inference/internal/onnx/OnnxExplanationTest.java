package io.vouchsafe.inference.internal.onnx;

import static io.vouchsafe.inference.internal.onnx.OnnxModels.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.internal.explanation.ShapleyExplainer;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of an engine without gradients has an explanation all the same. */
class OnnxExplanationTest {
    @TempDir Path folder;

    @Test
    void aLinearModel_isExplainedByItsWeights() {
        OnnxModels.write(folder, OnnxModels.linear(new float[] {2, -1, 0.5f}, 10));

        try (LoadedModel model = ENGINE.load(folder)) {
            Signature signature = model.signatures().get(Signature.DEFAULT);
            Explanation.Row row =
                    new ShapleyExplainer()
                            .explain(
                                    model,
                                    signature,
                                    MaskedInput.insecureUnmasked(
                                            new Payload(
                                                    Map.of(
                                                            "x",
                                                            Tensor.floats(
                                                                    Shape.of(2, 3),
                                                                    1,
                                                                    2,
                                                                    4,
                                                                    -3,
                                                                    5,
                                                                    0)))),
                                    CardSettings.NONE,
                                    Deadline.NONE)
                            .rows()
                            .get(1);

            assertThat(row.attributions().get("x[0]")).isCloseTo(-6.0, within(1e-5));
            assertThat(row.attributions().get("x[1]")).isCloseTo(-5.0, within(1e-5));
            assertThat(row.attributions().get("x[2]")).isZero();
            assertThat(row.baseline()).isCloseTo(10, within(1e-5));
        }
    }
}
