package io.vouchsafe.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Tensors along their outermost dimension: put together for one run, and taken apart again. */
public final class Rows {
    private Rows() {}

    /**
     * One tensor with the rows of all, in order; its content is a copy.
     *
     * @param parts at least one; of one type, and of one shape but for the outermost size
     * @param padding how often the very last row is repeated
     * @throws IllegalArgumentException when they do not fit together, or there is no row to repeat
     * @throws ArithmeticException when the result does not fit into memory
     */
    public static Tensor join(List<? extends Tensor> parts, int padding) {
        Tensor first = parts.getFirst();
        long rows = 0;
        for (Tensor part : parts) {
            if (part.dataType() != first.dataType() || !sameRow(part.shape(), first.shape())) {
                throw new IllegalArgumentException(
                        "Rows of %s %s and %s %s do not fit together"
                                .formatted(
                                        first.dataType(),
                                        first.shape(),
                                        part.dataType(),
                                        part.shape()));
            }
            rows = Math.addExact(rows, part.shape().size(0));
        }
        if (padding > 0 && parts.getLast().shape().size(0) == 0) {
            throw new IllegalArgumentException("There is no last row to repeat");
        }
        Shape shape = withRows(first.shape(), Math.addExact(rows, padding));
        return switch (first) {
            case Tensor.Numeric numbers -> joinNumbers(parts, shape, padding);
            case Tensor.Bytes texts -> joinTexts(parts, shape, padding);
        };
    }

    private static Tensor joinNumbers(List<? extends Tensor> parts, Shape shape, int padding) {
        DataType type = parts.getFirst().dataType();
        long size = Math.multiplyExact(shape.elements(), type.size());
        ByteBuffer joined =
                ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor part : parts) {
            joined.put(((Tensor.Numeric) part).buffer());
        }
        Tensor last = parts.getLast();
        for (int i = 0; i < padding; i++) {
            joined.put(((Tensor.Numeric) slice(last, last.shape().size(0) - 1, 1)).buffer());
        }
        return new Tensor.Numeric(type, shape, joined.flip());
    }

    private static Tensor joinTexts(List<? extends Tensor> parts, Shape shape, int padding) {
        byte[][] joined = new byte[Math.toIntExact(shape.elements())][];
        int at = 0;
        for (Tensor part : parts) {
            byte[][] elements = ((Tensor.Bytes) part).elements();
            System.arraycopy(elements, 0, joined, at, elements.length);
            at += elements.length;
        }
        Tensor last = parts.getLast();
        for (int i = 0; i < padding; i++) {
            Tensor.Bytes row = (Tensor.Bytes) slice(last, last.shape().size(0) - 1, 1);
            System.arraycopy(row.elements(), 0, joined, at, row.elements().length);
            at += row.elements().length;
        }
        return new Tensor.Bytes(shape, joined);
    }

    /**
     * Some rows; numbers are a view of the same memory, texts the same arrays.
     *
     * @throws IndexOutOfBoundsException when there are fewer rows
     * @throws IllegalArgumentException for a scalar
     */
    public static Tensor slice(Tensor tensor, long from, long rows) {
        Shape shape = tensor.shape();
        if (shape.rank() == 0) {
            throw new IllegalArgumentException("A scalar has no rows");
        }
        Objects.checkFromIndexSize(from, rows, shape.size(0));
        Shape part = withRows(shape, rows);
        long elements = withRows(shape, 1).elements();
        return switch (tensor) {
            case Tensor.Numeric numbers -> {
                int row = Math.toIntExact(elements * numbers.dataType().size());
                yield new Tensor.Numeric(
                        numbers.dataType(),
                        part,
                        numbers.buffer()
                                .slice(Math.toIntExact(from * row), Math.toIntExact(rows * row)));
            }
            case Tensor.Bytes texts ->
                    new Tensor.Bytes(
                            part,
                            Arrays.copyOfRange(
                                    texts.elements(),
                                    Math.toIntExact(from * elements),
                                    Math.toIntExact((from + rows) * elements)));
        };
    }

    /** True when both have rows, and the rows have one shape. */
    public static boolean sameRow(Shape one, Shape other) {
        return one.rank() > 0 && other.rank() > 0 && withRows(one, 1).equals(withRows(other, 1));
    }

    private static Shape withRows(Shape shape, long rows) {
        long[] sizes = shape.toArray();
        sizes[0] = rows;
        return Shape.of(sizes);
    }
}
