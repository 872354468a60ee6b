package io.vouchsafe.privacy;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the rows that {@link PerturbedRow}s describe, from one payload and its backgrounds. */
final class Perturbation {
    private final Payload payload;
    private final List<Payload> backgrounds;
    private final List<PerturbedRow> rows;

    Perturbation(Payload payload, List<Payload> backgrounds, List<PerturbedRow> rows) {
        this.payload = payload;
        this.backgrounds = backgrounds;
        this.rows = rows;
    }

    Payload build() {
        Map<String, Tensor> built = new LinkedHashMap<>();
        payload.tensors()
                .forEach(
                        (name, tensor) ->
                                built.put(
                                        name,
                                        switch (tensor) {
                                            case Tensor.Numeric numbers -> numbers(name, numbers);
                                            case Tensor.Bytes strings -> strings(name, strings);
                                        }));
        return new Payload(built);
    }

    private Tensor numbers(String name, Tensor.Numeric source) {
        int size = source.dataType().size();
        int width = width(name, source);
        ByteBuffer from = source.buffer();
        int bytes = Math.multiplyExact(Math.multiplyExact(rows.size(), width), size);
        ByteBuffer to = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows.size(); i++) {
            PerturbedRow row = rows.get(i);
            to.put(i * width * size, from, row.row() * width * size, width * size);
            for (PerturbedRow.Cells cells : row.replaced()) {
                if (cells.input().equals(name)) {
                    Tensor.Numeric background = (Tensor.Numeric) background(row, name, source);
                    ByteBuffer instead = background.buffer();
                    for (int start : cells.starts()) {
                        check(start, cells.run(), width, name);
                        to.put(
                                (i * width + start) * size,
                                instead,
                                start * size,
                                cells.run() * size);
                    }
                }
            }
        }
        return new Tensor.Numeric(source.dataType(), shape(source), to);
    }

    private Tensor strings(String name, Tensor.Bytes source) {
        int width = width(name, source);
        byte[][] elements = new byte[Math.multiplyExact(rows.size(), width)][];
        for (int i = 0; i < rows.size(); i++) {
            PerturbedRow row = rows.get(i);
            System.arraycopy(source.elements(), row.row() * width, elements, i * width, width);
            for (int element = 0; element < width; element++) {
                elements[i * width + element] =
                        cut(elements[i * width + element], name, element, row.cut());
            }
            for (PerturbedRow.Cells cells : row.replaced()) {
                if (cells.input().equals(name)) {
                    Tensor.Bytes background = (Tensor.Bytes) background(row, name, source);
                    for (int start : cells.starts()) {
                        check(start, cells.run(), width, name);
                        System.arraycopy(
                                background.elements(),
                                start,
                                elements,
                                i * width + start,
                                cells.run());
                    }
                }
            }
        }
        return new Tensor.Bytes(shape(source), elements);
    }

    private static byte[] cut(byte[] whole, String input, int element, List<PerturbedRow.Cut> cut) {
        ByteArrayOutputStream kept = null;
        int next = 0;
        for (PerturbedRow.Cut one : cut) {
            if (!one.input().equals(input) || one.element() != element) {
                continue;
            }
            if (one.from() < next || one.to() > whole.length) {
                throw new IllegalArgumentException("Cuts of '%s' overlap".formatted(input));
            }
            if (kept == null) {
                kept = new ByteArrayOutputStream(whole.length);
            }
            kept.write(whole, next, one.from() - next);
            next = one.to();
        }
        if (kept == null) {
            return whole;
        }
        kept.write(whole, next, whole.length - next);
        return kept.toByteArray();
    }

    private Tensor background(PerturbedRow row, String name, Tensor source) {
        Tensor background = backgrounds.get(row.background()).tensors().get(name);
        if (background == null
                || background.dataType() != source.dataType()
                || background.shape().elements() != width(name, source)) {
            throw new IllegalArgumentException("The background of '%s' is none".formatted(name));
        }
        return background;
    }

    /** Elements of one row. */
    private int width(String name, Tensor source) {
        Shape shape = source.shape();
        long all = shape.rank() == 0 ? 1 : shape.size(0);
        for (PerturbedRow row : rows) {
            if (row.row() < 0 || row.row() >= all) {
                throw new IllegalArgumentException(
                        "Input '%s' has no row %d".formatted(name, row.row()));
            }
        }
        return all == 0 ? 0 : Math.toIntExact(shape.elements() / all);
    }

    private Shape shape(Tensor source) {
        long[] sizes = source.shape().toArray();
        if (sizes.length == 0) {
            if (rows.size() != 1) {
                throw new IllegalArgumentException("A scalar has one row");
            }
            return Shape.SCALAR;
        }
        sizes[0] = rows.size();
        return Shape.of(sizes);
    }

    private static void check(int start, int run, int width, String name) {
        if (start < 0 || run < 0 || start + run > width) {
            throw new IllegalArgumentException(
                    "Input '%s' has %d elements in a row".formatted(name, width));
        }
    }
}
