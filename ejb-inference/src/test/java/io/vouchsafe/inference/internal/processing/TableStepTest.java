package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.Declared.doubles;
import static io.vouchsafe.inference.internal.processing.Declared.echo;
import static io.vouchsafe.inference.internal.processing.Declared.fault;
import static io.vouchsafe.inference.internal.processing.Declared.floats;
import static io.vouchsafe.inference.internal.processing.Declared.predict;
import static io.vouchsafe.inference.internal.processing.Declared.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.testing.SavedModels;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

class TableStepTest {
    private static final String AGE_AND_TOWN =
            """
            {"step": "table", "to": "x", "columns": [
              {"name": "age", "scaling": "standard", "mean": 40, "deviation": 10, "missing": 40},
              {"name": "town", "kind": "category", "vocabulary": ["Bern", "Wien", "上海"],
               "unknown": "last"}]}""";

    @TempDir Path folder;

    private static String category(String more) {
        return """
        {"step": "table", "to": "x", "columns": [
          {"name": "town", "kind": "category"%s}]}"""
                .formatted(more);
    }

    @Test
    void aRowBecomesItsFeaturesInTheOrderOfTheColumns() {
        try (LoadedModel model = echo(folder, AGE_AND_TOWN, DataType.DT_FLOAT, -1, 5)) {
            Map<String, Tensor> inputs =
                    Map.of("age", doubles(50, Double.NaN), "town", texts("上海", "Paris"));

            assertThat(floats(predict(model, inputs).get("y")))
                    .containsExactly(1, 0, 0, 1, 0, 0, 0, 0, 0, 1);
        }
    }

    @Test
    void theClientSeesNamedColumns() {
        try (LoadedModel model = echo(folder, AGE_AND_TOWN, DataType.DT_FLOAT, -1, 5)) {
            assertThat(model.signatures().get(Signature.DEFAULT).inputs())
                    .containsExactly(
                            new TensorSpec("age", io.vouchsafe.kernel.DataType.FP64, Shape.of(-1)),
                            new TensorSpec(
                                    "town", io.vouchsafe.kernel.DataType.BYTES, Shape.of(-1)));
        }
    }

    @Test
    void anUnknownCategory_isRefusedUnlessSomethingIsDeclared() {
        String step = category(", \"vocabulary\": [\"Bern\", \"Wien\"]");

        try (LoadedModel model = echo(folder, step, DataType.DT_FLOAT, -1, 2)) {
            assertThat(fault(model, Map.of("town", texts("Bern", "geheim"))))
                    .isEqualTo("Row 1 of input 'town' is none of the values the model knows.");
        }
    }

    @Test
    void anUnknownCategory_mayBeAllZeros() {
        String step = category(", \"vocabulary\": [\"Bern\", \"Wien\"], \"unknown\": \"zeros\"");

        try (LoadedModel model = echo(folder, step, DataType.DT_FLOAT, -1, 2)) {
            assertThat(floats(predict(model, Map.of("town", texts("Rom", "Wien"))).get("y")))
                    .containsExactly(0, 0, 0, 1);
        }
    }

    @Test
    void anUnknownCategory_mayHaveThePlaceBeforeTheOthers() {
        String step = category(", \"vocabulary\": [\"Bern\", \"Wien\"], \"unknown\": \"first\"");

        try (LoadedModel model = echo(folder, step, DataType.DT_FLOAT, -1, 3)) {
            assertThat(floats(predict(model, Map.of("town", texts("Rom", "Wien"))).get("y")))
                    .containsExactly(1, 0, 0, 0, 0, 1);
        }
    }

    @Test
    void aCategoryMayBeItsIndex_asAWholeNumberPerRow() {
        String step =
                category(
                        ", \"vocabulary\": [\"Bern\", \"Wien\"], \"encoding\": \"index\","
                                + " \"unknown\": \"first\"");

        try (LoadedModel model = echo(folder, step, DataType.DT_INT64, -1)) {
            Tensor answer = predict(model, Map.of("town", texts("Wien", "Rom", "Bern"))).get("y");
            assertThat(answer.shape()).isEqualTo(Shape.of(3));
            assertThat(Declared.longs(answer)).containsExactly(2, 0, 1);
        }
    }

    @Test
    void categoriesMayBeWholeNumbers() {
        String step =
                category(
                        ", \"vocabulary\": [\"10\", \"-3\"], \"type\": \"INT64\","
                                + " \"unknown\": \"zeros\"");

        try (LoadedModel model = echo(folder, step, DataType.DT_FLOAT, -1, 2)) {
            Tensor codes = Tensor.longs(Shape.of(3), -3, 10, 4);
            assertThat(floats(predict(model, Map.of("town", codes)).get("y")))
                    .containsExactly(0, 1, 1, 0, 0, 0);
        }
    }

    @Test
    void anEmptyText_maybeAValueOrTheDefault() {
        String step = category(", \"vocabulary\": [\"Bern\", \"Wien\"], \"missing\": \"Wien\"");

        try (LoadedModel model = echo(folder, step, DataType.DT_FLOAT, -1, 2)) {
            assertThat(floats(predict(model, Map.of("town", texts(""))).get("y")))
                    .containsExactly(0, 1);
        }
    }

    @Test
    void aVocabularyMayBeAFileOfTheModel() {
        Declared.write(folder, "assets/towns.txt", "Bern\r\nWien\nSão Paulo\n");

        try (LoadedModel model =
                echo(
                        folder,
                        category(", \"vocabulary\": \"assets/towns.txt\""),
                        DataType.DT_FLOAT,
                        -1,
                        3)) {
            assertThat(floats(predict(model, Map.of("town", texts("São Paulo"))).get("y")))
                    .containsExactly(0, 0, 1);
        }
    }

    @Test
    void columnsOfDifferentLength_areRefused() {
        try (LoadedModel model = echo(folder, AGE_AND_TOWN, DataType.DT_FLOAT, -1, 5)) {
            assertThat(fault(model, Map.of("age", doubles(1, 2), "town", texts("Bern"))))
                    .isEqualTo("Inputs 'age' and 'town' have 2 and 1 rows; they must be equal.");
        }
    }

    @Test
    void aNumberThatTheTensorCannotHold_isRefused() {
        String step = "{\"step\": \"table\", \"to\": \"x\", \"columns\": [{\"name\": \"n\"}]}";

        try (LoadedModel model = echo(folder, step, DataType.DT_INT32, -1, 1)) {
            for (double wrong : new double[] {1.5, 3e9}) {
                assertThat(fault(model, Map.of("n", doubles(1, wrong))))
                        .isEqualTo("Row 1 of input 'n' is outside of what the model takes.");
            }
        }
        try (LoadedModel model = echo(folder, step, DataType.DT_FLOAT, -1, 1)) {
            assertThat(fault(model, Map.of("n", doubles(1e300)))).contains("Row 0 of input 'n'");
        }
    }

    @Test
    void doublesAreKeptWhole() {
        String step = "{\"step\": \"table\", \"to\": \"x\", \"columns\": [{\"name\": \"n\"}]}";

        try (LoadedModel model = echo(folder, step, DataType.DT_DOUBLE, -1, 1)) {
            Tensor.Numeric answer =
                    (Tensor.Numeric) predict(model, Map.of("n", doubles(0.1))).get("y");
            assertThat(answer.buffer().getDouble()).isEqualTo(0.1);
        }
    }

    @Test
    void aBatchIsItsRowsApart() {
        Random random = new Random(19);
        String[] towns = {"Bern", "Wien", "上海", "Rom", ""};

        try (LoadedModel model = echo(folder, AGE_AND_TOWN, DataType.DT_FLOAT, -1, 5)) {
            for (int round = 0; round < 50; round++) {
                int rows = 1 + random.nextInt(20);
                double[] ages = new double[rows];
                String[] homes = new String[rows];
                for (int i = 0; i < rows; i++) {
                    ages[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian() * 50;
                    homes[i] = towns[random.nextInt(towns.length)];
                }

                float[] together =
                        floats(
                                predict(model, Map.of("age", doubles(ages), "town", texts(homes)))
                                        .get("y"));

                for (int i = 0; i < rows; i++) {
                    float[] alone =
                            floats(
                                    predict(
                                                    model,
                                                    Map.of(
                                                            "age",
                                                            doubles(ages[i]),
                                                            "town",
                                                            texts(homes[i])))
                                            .get("y"));
                    assertThat(alone).isEqualTo(Arrays.copyOfRange(together, i * 5, (i + 1) * 5));
                }
            }
        }
    }

    /** Rows of a real table against the same numbers worked out by hand. */
    @Test
    void irisRowsAreScaledAsWrittenAndAnsweredByALinearModel() throws IOException {
        Path file =
                Path.of(
                        System.getProperty("vouchsafe.root", ".."),
                        "../shared/data/datasets/tabular-iris/iris.csv");
        assumeTrue(Files.exists(file), "the shared data are not here");
        List<String[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            if (!line.isBlank()) {
                rows.add(line.split(",", -1));
            }
        }
        String[] names = {"a", "b", "c", "d"};
        double[] mean = {5.84, 3.06, 3.76, 1.2};
        double[] deviation = {0.83, 0.43, 1.76, 0.76};
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            columns.append(i == 0 ? "" : ", ")
                    .append(
                            "{\"name\": \"%s\", \"type\": \"BYTES\", \"scaling\": \"standard\", \"mean\": %s, \"deviation\": %s}"
                                    .formatted(names[i], mean[i], deviation[i]));
        }
        float[] weights = {0.5f, -1.5f, 2f, 1f};
        SavedModels.linear(folder, weights, 0.25f);

        try (LoadedModel model =
                Declared.load(
                        folder,
                        "\"inputs\": [{\"step\": \"table\", \"to\": \"x\", \"columns\": ["
                                + columns
                                + "]}]")) {
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            for (int i = 0; i < 4; i++) {
                int column = i;
                inputs.put(
                        names[i],
                        texts(rows.stream().map(row -> row[column]).toArray(String[]::new)));
            }
            float[] answers = floats(predict(model, inputs).get("y"));

            assertThat(answers).hasSize(rows.size()).hasSizeGreaterThan(100);
            for (int r = 0; r < rows.size(); r++) {
                double expected = 0.25;
                for (int i = 0; i < 4; i++) {
                    expected +=
                            weights[i]
                                    * (Double.parseDouble(rows.get(r)[i]) - mean[i])
                                    / deviation[i];
                }
                assertThat((double) answers[r]).isCloseTo(expected, within(1e-4));
            }
        }
    }
}
