package io.vouchsafe.inference.internal.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BaselineTest {
    private static String bytes(Tensor tensor) {
        byte[] content = new byte[((Tensor.Numeric) tensor).buffer().remaining()];
        ((Tensor.Numeric) tensor).buffer().get(content);
        return HexFormat.of().formatHex(content);
    }

    private static Tensor input(DataType type) {
        return Neutral.of(type, Shape.of(2));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "BOOL, true, 0101",
        "BOOL, 0, 0000",
        "INT8, -128, 8080",
        "UINT8, 255, ffff",
        "INT16, -2, fefffeff",
        "UINT16, 65535, ffffffff",
        "INT32, 258, 0201000002010000",
        "UINT32, 4294967295, ffffffffffffffff",
        "INT64, -1, ffffffffffffffffffffffffffffffff",
        "UINT64, 18446744073709551615, ffffffffffffffffffffffffffffffff",
        "FP16, 1.0, 003c003c",
        "BF16, 1.0, 803f803f",
        "FP32, 1.0, 0000803f0000803f",
        "FP64, 1.0, 000000000000f03f000000000000f03f"
    })
    void everyElementIsTheValueThatTheTextSays(DataType type, String text, String expected) {
        assertThat(bytes(Baseline.like("x", input(type), text))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "BOOL, perhaps",
        "INT8, 128",
        "UINT8, -1",
        "UINT16, 65536",
        "INT32, 1.5",
        "UINT32, 4294967296",
        "INT64, 9223372036854775808",
        "UINT64, -1",
        "FP32, one"
    })
    void aValueThatTheTypeLacks_isRefused(DataType type, String text) {
        assertThatThrownBy(() -> Baseline.like("x", input(type), text))
                .isInstanceOf(ExplanationUnavailableException.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining(type.name());
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void withoutText_itIsZeroOrEmpty(DataType type) {
        Tensor baseline = Baseline.like("x", input(type), null);

        assertThat(baseline.shape()).isEqualTo(Shape.of(2));
        if (baseline instanceof Tensor.Bytes strings) {
            assertThat(strings.elements()).isDeepEqualTo(new byte[2][0]);
        } else {
            assertThat(bytes(baseline)).matches("0+");
        }
    }

    @Test
    void aTextStandsForItself() {
        Tensor baseline = Baseline.like("x", input(DataType.BYTES), " unknown ");

        assertThat(((Tensor.Bytes) baseline).text(1)).isEqualTo(" unknown ");
    }
}
