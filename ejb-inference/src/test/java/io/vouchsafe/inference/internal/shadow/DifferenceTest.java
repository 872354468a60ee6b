package io.vouchsafe.inference.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static Payload y(Tensor tensor) {
        return new Payload(Map.of("y", tensor));
    }

    private static Difference of(Tensor answered, Tensor shadow) {
        return Difference.between(y(answered), y(shadow)).orElseThrow();
    }

    @Test
    void scores_agreeByTheirHighestClass_andDifferByTheirNumbers() {
        Tensor answered = Tensor.floats(Shape.of(2, 3), 0.1f, 0.7f, 0.2f, 0.5f, 0.3f, 0.2f);
        Tensor shadow = Tensor.floats(Shape.of(2, 3), 0.1f, 0.6f, 0.3f, 0.25f, 0.5f, 0.25f);

        Difference difference = of(answered, shadow);

        assertThat(difference.labels()).isEqualTo(2);
        assertThat(difference.agreed()).isEqualTo(1);
        assertThat(difference.largest()).isEqualTo(0.25);
    }

    @Test
    void oneNumberPerRow_isNoLabel() {
        Difference column =
                of(Tensor.floats(Shape.of(2, 1), 1, 2), Tensor.floats(Shape.of(2, 1), 1, 4));

        assertThat(column).isEqualTo(new Difference(0, 0, 2));
    }

    @Test
    void textsAndIntegers_areLabels() {
        Difference texts =
                of(
                        Tensor.strings(Shape.of(3), "a", "b", "c"),
                        Tensor.strings(Shape.of(3), "a", "x", "c"));
        Difference longs = of(Tensor.longs(Shape.of(2), 1, 2), Tensor.longs(Shape.of(2), 1, 3));

        assertThat(texts).isEqualTo(new Difference(3, 2, 0));
        assertThat(longs).isEqualTo(new Difference(2, 1, 0));
    }

    @Test
    void whatIsNoNumber_isInfinitelyFar_unlessBothAre() {
        Tensor none = Tensor.floats(Shape.of(1), Float.NaN);
        Tensor infinite = Tensor.floats(Shape.of(1), Float.POSITIVE_INFINITY);

        assertThat(of(none, Tensor.floats(Shape.of(1), 1)).largest())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(of(none, none).largest()).isZero();
        assertThat(of(infinite, infinite).largest()).isZero();
    }

    @Test
    void halfPrecision_isReadAsItIs() {
        ByteBuffer one = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
        one.putShort(0, Float.floatToFloat16(1.5f));
        ByteBuffer brain = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
        brain.putShort(0, (short) (Float.floatToIntBits(1.5f) >> 16));
        ByteBuffer zero = ByteBuffer.allocate(2);

        for (DataType type : new DataType[] {DataType.FP16, DataType.BF16}) {
            ByteBuffer value = type == DataType.FP16 ? one : brain;
            Difference difference =
                    of(
                            new Tensor.Numeric(type, Shape.of(1), value),
                            new Tensor.Numeric(type, Shape.of(1), zero.duplicate()));

            assertThat(difference.largest()).as(type.name()).isEqualTo(1.5);
        }
    }

    @Test
    void anotherShapeTypeOrOutput_cannotBeCompared() {
        Payload answered = y(Tensor.floats(Shape.of(2), 1, 2));

        assertThat(Difference.between(answered, y(Tensor.floats(Shape.of(1, 2), 1, 2)))).isEmpty();
        assertThat(Difference.between(answered, y(Tensor.longs(Shape.of(2), 1, 2)))).isEmpty();
        assertThat(Difference.between(answered, new Payload(Map.of()))).isEmpty();
    }
}
