package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.Declared.floats;
import static io.vouchsafe.inference.internal.processing.Declared.predict;
import static io.vouchsafe.inference.internal.processing.Declared.strings;
import static io.vouchsafe.inference.internal.processing.Declared.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.inference.fakes.FakeEngine;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.testing.GraphModel;
import io.vouchsafe.inference.testing.SavedModels;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

class ProcessedModelTest {
    @TempDir Path folder;

    @Test
    void aModelWithoutDeclaration_isItself() {
        GraphModel.identity(DataType.DT_FLOAT, -1).write(folder);

        try (LoadedModel inner = Declared.ENGINE.load(folder)) {
            assertThat(ProcessedModel.of(folder, inner)).isSameAs(inner);
        }
    }

    @Test
    void tensorsThatNoStepNames_passUnderTheirOwnName() {
        SavedModels.encoded(folder, 2f, new float[] {1f});

        try (LoadedModel model =
                Declared.load(
                        folder,
                        """
                        "inputs": [{"step": "table", "to": "age", "columns": [
                          {"name": "born", "type": "INT64", "scaling": "range",
                           "least": 1900, "most": 2000}]}]""")) {
            assertThat(model.signatures().get(Signature.DEFAULT).inputs())
                    .extracting(TensorSpec::name)
                    .containsExactly("born", "town");
            Map<String, Tensor> inputs =
                    Map.of("born", Tensor.longs(Shape.of(2), 1950, 2000), "town", texts("a", "b"));
            assertThat(floats(predict(model, inputs).get("logits"))).containsExactly(2, 3);
        }
    }

    @Test
    void beforeAndAfter_aTableRowBecomesALabel() {
        SavedModels.classifier(
                folder, new float[][] {{2, -2}, {-2, 2}}, new float[][] {{3, -3}, {-3, 3}});

        try (LoadedModel model =
                Declared.load(
                        folder,
                        """
                        "inputs": [{"step": "table", "to": "x", "columns": [
                           {"name": "height"}, {"name": "width"}]}],
                        "outputs": [{"step": "labels", "from": "logits", "label": "form",
                           "labels": ["high", "wide"], "activation": "softmax", "score": "share"}]
                        """)) {
            Map<String, Tensor> inputs =
                    Map.of("height", Declared.doubles(2, 1), "width", Declared.doubles(1, 2));

            Map<String, Tensor> answer = predict(model, inputs);

            assertThat(answer).containsOnlyKeys("form", "share", "probabilities");
            assertThat(strings(answer.get("form"))).containsExactly("high", "wide");
            float[] shares = floats(answer.get("probabilities"));
            assertThat(floats(answer.get("share"))[0]).isCloseTo(shares[0], within(1e-5f));
            assertThat(predict(model, inputs, Set.of("form"))).containsOnlyKeys("form");
            assertThat(predict(model, inputs, Set.of("probabilities")))
                    .containsOnlyKeys("probabilities");
        }
    }

    @Test
    void aDeclarationThatDoesNotFit_closesTheModel() {
        FakeEngine engine = new FakeEngine();
        Declared.declare(folder, "\"inputs\": [{\"step\": \"paint\"}]");
        LoadedModel inner = engine.load(folder);

        assertThatThrownBy(() -> ProcessedModel.of(folder, inner))
                .isInstanceOf(ModelRejectedException.class);

        assertThat(engine.models()).allMatch(FakeEngine.FakeModel::isClosed);
    }

    /** Another engine's goldens, from picture files to names. */
    @Test
    void mnistDigitsAsPictureFiles_areAnsweredLikeTheGoldens() throws IOException {
        Path shared = Path.of(System.getProperty("vouchsafe.root", "..")).resolve("../shared/data");
        Path source = shared.resolve("models/dotnet-machinelearning/mnist_conv/00000001");
        Path images = shared.resolve("datasets/vision-mnist/mnist1000-images-idx3-ubyte.gz");
        assumeTrue(Files.exists(source) && Files.exists(images), "the shared data are not here");
        copy(source, folder);
        JsonNode golden = golden(shared.resolve("models/EXPECTED.json"));
        byte[] pixels;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(images))) {
            pixels = in.readAllBytes();
        }
        JsonNode rows = golden.get("rows");
        byte[][] pictures = new byte[rows.size()][];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = digit(pixels, rows.get(i).intValue(), i % 2 == 0 ? "png" : "bmp");
        }
        String inner = Declared.ENGINE.inspect(folder).get(0).inputs().get(0).name();

        try (LoadedModel model =
                Declared.load(
                        folder,
                        """
                        "inputs": [{"step": "image", "from": "digit", "to": "%s", "width": 28,
                           "height": 28, "channels": 1, "fit": "exact",
                           "scale": 0.003921568627450980}],
                        "outputs": [
                          {"step": "scores", "from": "Prediction", "to": "shares"},
                          {"step": "labels", "from": "Prediction", "label": "name", "labels":
                           ["zero", "one", "two", "three", "four", "five", "six", "seven",
                            "eight", "nine"]}]"""
                                .formatted(inner))) {
            Map<String, Tensor> answer = predict(model, Map.of("digit", Declared.files(pictures)));

            List<String> names =
                    List.of(
                            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
                            "nine");
            float[] shares = floats(answer.get("shares"));
            JsonNode expected = golden.get("outputs").get("Prediction");
            for (int i = 0; i < pictures.length; i++) {
                int best = 0;
                for (int c = 0; c < 10; c++) {
                    double share = expected.get(i).get(c).doubleValue();
                    assertThat((double) shares[i * 10 + c]).isCloseTo(share, within(1e-4));
                    best = share > expected.get(i).get(best).doubleValue() ? c : best;
                }
                assertThat(strings(answer.get("name"))[i]).isEqualTo(names.get(best));
            }
        }
    }

    private static JsonNode golden(Path file) throws IOException {
        for (JsonNode each : new ObjectMapper().readTree(file.toFile()).get("cases")) {
            if (each.path("model").asText().startsWith("dotnet-machinelearning/mnist_conv")
                    && each.has("rows")) {
                return each;
            }
        }
        throw new IllegalStateException("EXPECTED.json holds no case of mnist_conv");
    }

    private static byte[] digit(byte[] pixels, int row, String format) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 784; i++) {
            int level = Byte.toUnsignedInt(pixels[16 + row * 784 + i]);
            image.getRaster().setSample(i % 28, i / 28, 0, level);
        }
        return Pictures.file(format, image);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
