package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.Declared.doubles;
import static io.vouchsafe.inference.internal.processing.Declared.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberColumnTest {
    private static NumberColumn column(String members) {
        try {
            return NumberColumn.read(
                    new Fields(
                            "Step 1",
                            new ObjectMapper().readTree("{\"name\": \"age\"" + members + "}")));
        } catch (JsonProcessingException wrongTest) {
            throw new IllegalArgumentException(wrongTest);
        }
    }

    private static double feature(NumberColumn column, Tensor input) {
        double[] features = {Double.NaN};
        column.write(input, 0, features, 0);
        return features[0];
    }

    @Test
    void aNumberIsItself() {
        assertThat(feature(column(""), doubles(41.5))).isEqualTo(41.5);
    }

    @Test
    void standardScaling_bringsMeanAndDeviationToZeroAndOne() {
        NumberColumn column = column(", \"scaling\": \"standard\", \"mean\": 40, \"deviation\": 8");

        assertThat(feature(column, doubles(40))).isEqualTo(0);
        assertThat(feature(column, doubles(52))).isEqualTo(1.5);
    }

    @Test
    void rangeScaling_bringsLeastAndMostToZeroAndOne() {
        NumberColumn column = column(", \"scaling\": \"range\", \"least\": 10, \"most\": 20");

        assertThat(feature(column, doubles(10))).isEqualTo(0);
        assertThat(feature(column, doubles(17.5))).isEqualTo(0.75);
        assertThat(feature(column, doubles(30))).isEqualTo(2);
    }

    @Test
    void theLogarithmComesBeforeTheScaling() {
        NumberColumn column =
                column(
                        ", \"logarithm\": true, \"scaling\": \"standard\", \"mean\": 1,"
                                + " \"deviation\": 2");

        assertThat(feature(column, doubles(Math.E - 1))).isCloseTo(0, within(1e-12));
        assertThat(feature(column, doubles(0))).isEqualTo(-0.5);
    }

    @Test
    void aLogarithmOfTooLittle_isOutOfRange() {
        NumberColumn column = column(", \"logarithm\": true");

        for (double little : new double[] {-1, -2}) {
            assertThatThrownBy(() -> feature(column, doubles(little)))
                    .isInstanceOf(PredictionFailedException.class)
                    .hasMessage("Row 0 of input 'age' is outside of what the model takes.");
        }
    }

    @Test
    void whatIsMissing_takesTheDefault_scaledLikeAValue() {
        NumberColumn column =
                column(
                        ", \"missing\": 48, \"scaling\": \"standard\", \"mean\": 40,"
                                + " \"deviation\": 8");

        assertThat(feature(column, doubles(Double.NaN))).isEqualTo(1);
    }

    @Test
    void whatIsMissingWithoutDefault_isRefused() {
        assertThatThrownBy(() -> feature(column(""), doubles(Double.NaN)))
                .hasMessage("Row 0 of input 'age' is missing and has no default.");
        assertThatThrownBy(() -> feature(column(", \"type\": \"BYTES\""), texts(" ")))
                .hasMessage("Row 0 of input 'age' is missing and has no default.");
    }

    @Test
    void infinityIsNoValue() {
        assertThatThrownBy(() -> feature(column(""), doubles(Double.POSITIVE_INFINITY)))
                .hasMessage("Row 0 of input 'age' is outside of what the model takes.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "42, 42",
        "' 42 ', 42",
        "-0.5, -0.5",
        "+7, 7",
        ".25, 0.25",
        "3., 3",
        "1e3, 1000",
        "1.5E-2, 0.015"
    })
    void numbersMayBeText(String text, double value) {
        assertThat(feature(column(", \"type\": \"BYTES\""), texts(text))).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "abc",
                "1,5",
                "0x10",
                "1d",
                "NaN",
                "Infinity",
                ".",
                "-",
                "e5",
                ".e5",
                "1e",
                "--1",
                "１２",
                "1 2",
                "1_000"
            })
    void textThatIsNoNumber_isRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> feature(column(", \"type\": \"BYTES\""), texts(text)))
                .isInstanceOf(PredictionFailedException.class)
                .hasMessage("Row 0 of input 'age' is no number.");
    }

    @Test
    void aVeryLongText_isRefusedAtOnce() {
        String digits = "9".repeat(1_000_000);

        assertThatThrownBy(() -> feature(column(", \"type\": \"BYTES\""), texts(digits)))
                .hasMessage("Row 0 of input 'age' is no number.");
    }

    @Test
    void textThatIsNotUtf8_isRefused() {
        Tensor broken = new Tensor.Bytes(Shape.of(1), new byte[][] {{(byte) 0xC3}});

        assertThatThrownBy(() -> feature(column(", \"type\": \"BYTES\""), broken))
                .hasMessage("Row 0 of input 'age' is no text in UTF-8.");
    }

    @Test
    void wholeNumbersAndSingles() {
        assertThat(
                        feature(
                                column(", \"type\": \"INT64\""),
                                Tensor.longs(Shape.of(1), -3_000_000_000L)))
                .isEqualTo(-3e9);
        assertThat(feature(column(", \"type\": \"FP32\""), Tensor.floats(Shape.of(1), 2.5f)))
                .isEqualTo(2.5);
        assertThat(column(", \"type\": \"FP32\"").type()).isEqualTo(DataType.FP32);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                ", \"scaling\": \"standard\", \"mean\": 1 | 'deviation' is missing",
                ", \"scaling\": \"standard\", \"mean\": 1, \"deviation\": 0 | 'deviation' must be above 0",
                ", \"scaling\": \"range\", \"least\": 2, \"most\": 2 | 'most' must be more than",
                ", \"scaling\": \"log\" | one of none, standard, range",
                ", \"missing\": \"x\" | 'missing' must be a number",
                ", \"type\": \"FP16\" | one of FP64, FP32, INT64, BYTES",
                ", \"vocabulary\": [] | 'vocabulary' is not known here",
                ", \"mean\": 3 | 'mean' is not known here"
            })
    void aWrongColumn_isToldWithWhatWouldFit(String members, String sentence) {
        assertThat(Declared.rejected(() -> column(members)))
                .contains("Step 1")
                .contains(sentence.replace("\\|", ""));
    }
}
