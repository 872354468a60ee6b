package io.vouchsafe.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RowsTest {
    @Test
    void rowsOfAll_areInOrder() {
        Tensor joined =
                Rows.join(
                        List.of(
                                Tensor.floats(Shape.of(1, 2), 1, 2),
                                Tensor.floats(Shape.of(2, 2), 3, 4, 5, 6)),
                        0);

        assertThat(joined.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(floats(joined)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void padding_repeatsTheLastRow() {
        Tensor numbers = Rows.join(List.of(Tensor.floats(Shape.of(2, 2), 1, 2, 3, 4)), 2);
        Tensor texts = Rows.join(List.of(Tensor.strings(Shape.of(2), "a", "b")), 1);

        assertThat(floats(numbers)).containsExactly(1, 2, 3, 4, 3, 4, 3, 4);
        assertThat(numbers.shape()).isEqualTo(Shape.of(4, 2));
        assertThat(((Tensor.Bytes) texts).text(2)).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void whatWasJoined_isTakenApartAgain(DataType type) {
        Random random = new Random(type.ordinal());
        for (int round = 0; round < 50; round++) {
            List<Tensor> parts = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                parts.add(sample(type, random));
            }

            Tensor joined = Rows.join(parts, 0);

            long at = 0;
            for (Tensor part : parts) {
                long rows = part.shape().size(0);
                Tensor slice = Rows.slice(joined, at, rows);
                assertThat(slice.shape()).isEqualTo(part.shape());
                assertThat(content(slice)).isEqualTo(content(part));
                at += rows;
            }
            assertThat(joined.shape().size(0)).isEqualTo(at);
        }
    }

    @Test
    void sliceOfNumbers_isAViewAndLittleEndian() {
        Tensor.Numeric all = Tensor.floats(Shape.of(3, 1), 1, 2, 3);

        Tensor.Numeric second = (Tensor.Numeric) Rows.slice(all, 1, 1);
        all.buffer().putFloat(4, 7);

        assertThat(second.buffer().getFloat(0)).isEqualTo(7);
    }

    @Test
    void sliceOfASlice_countsFromItsOwnFirstRow() {
        Tensor all = Tensor.longs(Shape.of(4), 1, 2, 3, 4);

        Tensor.Numeric third = (Tensor.Numeric) Rows.slice(Rows.slice(all, 1, 3), 1, 1);

        assertThat(third.buffer().getLong(0)).isEqualTo(3);
    }

    static Stream<Arguments> misfits() {
        Tensor pair = Tensor.floats(Shape.of(1, 2), 1, 2);
        return Stream.of(
                Arguments.of("another type", pair, Tensor.longs(Shape.of(1, 2), 1, 2)),
                Arguments.of("another row", pair, Tensor.floats(Shape.of(1, 3), 1, 2, 3)),
                Arguments.of("another rank", pair, Tensor.floats(Shape.of(2), 1, 2)),
                Arguments.of("no rows", pair, Tensor.floats(Shape.SCALAR, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfits")
    void whatDoesNotFit_isNotJoined(String what, Tensor one, Tensor other) {
        assertThatThrownBy(() -> Rows.join(List.of(one, other), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noRow_cannotBeRepeated() {
        assertThatThrownBy(() -> Rows.join(List.of(Tensor.floats(Shape.of(0, 2))), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rowsThatAreNotThere_areNotSliced() {
        Tensor two = Tensor.floats(Shape.of(2), 1, 2);

        assertThatThrownBy(() -> Rows.slice(two, 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Rows.slice(two, -1, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Rows.slice(Tensor.floats(Shape.SCALAR, 1), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Tensor sample(DataType type, Random random) {
        int rows = random.nextInt(4);
        Shape shape = Shape.of(rows, 3);
        if (type == DataType.BYTES) {
            byte[][] elements = new byte[rows * 3][];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = new byte[random.nextInt(5)];
                random.nextBytes(elements[i]);
            }
            return new Tensor.Bytes(shape, elements);
        }
        byte[] bytes = new byte[rows * 3 * type.size()];
        random.nextBytes(bytes);
        return new Tensor.Numeric(type, shape, ByteBuffer.wrap(bytes));
    }

    private static Object content(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numeric numbers -> numbers.buffer();
            case Tensor.Bytes texts -> texts.elements();
        };
    }

    private static float[] floats(Tensor tensor) {
        var buffer = ((Tensor.Numeric) tensor).buffer().asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
