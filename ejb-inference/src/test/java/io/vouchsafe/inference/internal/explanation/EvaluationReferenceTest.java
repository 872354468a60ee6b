package io.vouchsafe.inference.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.fakes.FunctionModel;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published cases of explanation. */
class EvaluationReferenceTest {
    private static final Path CASES =
            Path.of(
                    System.getProperty("vouchsafe.root", "."),
                    "../shared/data/evaluation-reference/cases.json");

    private static JsonNode reference(String id) throws IOException {
        assumeTrue(Files.exists(CASES), "no reference cases here");
        for (JsonNode one : new ObjectMapper().readTree(CASES.toFile()).get("cases")) {
            if (one.get("id").asText().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("no case " + id);
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }

    private static Tensor row(double... values) {
        ByteBuffer buffer =
                ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putDouble(value);
        }
        return new Tensor.Numeric(DataType.FP64, Shape.of(1, values.length), buffer.flip());
    }

    private static Explanation.Row explained(FunctionModel model, Tensor x, CardSettings card) {
        return new ShapleyExplainer()
                .explain(
                        model,
                        model.signature(),
                        MaskedInput.insecureUnmasked(new Payload(Map.of("x", x))),
                        card,
                        Deadline.NONE)
                .rows()
                .get(0);
    }

    private static List<TensorSpec> x(int width) {
        return List.of(new TensorSpec("x", DataType.FP64, Shape.of(-1, width)));
    }

    @Test
    void theGloveGame() throws IOException {
        JsonNode reference = reference("shapley-glove-game");
        double[] shares = doubles(reference.at("/expected/shapley"));
        FunctionModel pair =
                new FunctionModel(
                        x(3),
                        0,
                        row -> {
                            double[] holds = (double[]) row.get("x");
                            return new double[] {
                                holds[0] == 1 && (holds[1] == 1 || holds[2] == 1) ? 1 : 0
                            };
                        });

        Explanation.Row row = explained(pair, row(1, 1, 1), CardSettings.NONE);

        for (int player = 0; player < 3; player++) {
            assertThat(row.attributions().get("x[" + player + "]"))
                    .isCloseTo(shares[player], within(reference.get("tolerance").asDouble()));
        }
    }

    @Test
    void aLinearModelOverABackground() throws IOException {
        JsonNode reference = reference("shap-linear-model");
        double[] shares = doubles(reference.at("/expected/shap"));
        List<String> background = new ArrayList<>();
        for (JsonNode point : reference.at("/input/background")) {
            background.add(point.get(0) + ", " + point.get(1) + ", " + point.get(2));
        }
        FunctionModel linear =
                new FunctionModel(
                        x(3),
                        0,
                        row -> {
                            double[] at = (double[]) row.get("x");
                            return new double[] {1 + 0.5 * at[0] - 2 * at[1] + 1.5 * at[2]};
                        });
        CardSettings card = new CardSettings(Map.of("x", String.join(";", background)), null);

        Explanation.Row row = explained(linear, row(doubles(reference.at("/input/x"))), card);

        double tolerance = reference.get("tolerance").asDouble();
        assertThat(row.baseline())
                .isCloseTo(reference.at("/expected/base_value").asDouble(), within(tolerance));
        assertThat(row.value())
                .isCloseTo(reference.at("/expected/f_x").asDouble(), within(tolerance));
        for (int feature = 0; feature < 3; feature++) {
            assertThat(row.attributions().get("x[" + feature + "]"))
                    .isCloseTo(shares[feature], within(tolerance));
        }
    }
}
