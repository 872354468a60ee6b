package io.vouchsafe.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void floats_areLittleEndianWhateverTheBufferSays() {
        ByteBuffer data = ByteBuffer.allocate(4).order(ByteOrder.BIG_ENDIAN);
        data.put(new byte[] {0, 0, (byte) 0x80, 0x3f}).flip();

        var tensor = new Tensor.Numeric(DataType.FP32, Shape.of(1), data);

        assertThat(tensor.buffer().getFloat()).isEqualTo(1f);
    }

    @Test
    void readingATensor_doesNotMoveIt() {
        var tensor = Tensor.floats(Shape.of(2), 1f, 2f);

        tensor.buffer().getFloat();

        assertThat(tensor.buffer().getFloat()).isEqualTo(1f);
    }

    @Test
    void dataThatDoesNotFillTheShape_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Tensor.Numeric(
                                        DataType.FP32, Shape.of(2, 2), ByteBuffer.allocate(12)))
                .withMessageContaining("16 bytes, not 12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.strings(Shape.of(3), "a", "b"))
                .withMessageContaining("3 elements, not 2");
    }

    @Test
    void byteStrings_areNoNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Tensor.Numeric(
                                        DataType.BYTES, Shape.of(0), ByteBuffer.allocate(0)));
    }

    @Test
    void overflowingShape_failsBeforeAnythingIsAllocated() {
        Shape huge = Shape.of(Long.MAX_VALUE, 2);

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(huge::elements);
    }

    @Test
    void specification_acceptsAnySizeWhereItSaysSo() {
        Shape specification = Shape.of(-1, 3);

        assertThat(specification.accepts(Shape.of(7, 3))).isTrue();
        assertThat(specification.accepts(Shape.of(7, 4))).isFalse();
        assertThat(specification.accepts(Shape.of(7))).isFalse();
        assertThat(specification.isKnown()).isFalse();
    }

    @Test
    void rowsOfAPayload_areItsFirstTensorsOutermostSize() {
        assertThat(new Payload(Map.of("x", Tensor.floats(Shape.of(3, 1), 1, 2, 5))).rows())
                .isEqualTo(3);
        assertThat(new Payload(Map.of("x", Tensor.floats(Shape.SCALAR, 1))).rows()).isEqualTo(1);
        assertThat(new Payload(Map.of()).rows()).isZero();
    }

    @Test
    void malformedUtf8_isReplacedNotThrown() {
        var tensor = new Tensor.Bytes(Shape.of(1), new byte[][] {{(byte) 0xc3, 0x28}});

        assertThat(tensor.text(0)).isEqualTo("\uFFFD(");
    }
}
