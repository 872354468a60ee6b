package io.vouchsafe.inference.internal.explanation;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.PerturbedRow.Cells;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What counts as one feature of a row: an input with one value; else each column, by the card's
 * names or as {@code x[3]}; together what the card groups. An input that the policy dropped is no
 * feature: the model never saw it.
 */
final class Features {
    /** Features of one request. */
    static final int MOST = 512;

    /** Columns that may come before they are grouped. */
    private static final int MOST_GROUPED = 1 << 14;

    private Features() {}

    /** In the signature's order; groups where their first member stood. */
    static List<Part> of(Signature signature, MaskedInput input, int rows, CardSettings card) {
        Map<String, Part> features = new LinkedHashMap<>();
        long count = 0;
        for (TensorSpec spec : signature.inputs()) {
            Tensor tensor = input.payload().tensors().get(spec.name());
            if (tensor == null || input.dropped().contains(spec.name())) {
                continue;
            }
            long width = tensor.shape().elements() / rows;
            count += width;
            int most = card.featureGroups().isEmpty() ? MOST : MOST_GROUPED;
            if (count > most) {
                throw new ExplanationUnavailableException(
                        LOG.explainTooManyFeatures(count, most), null);
            }
            columns(spec.name(), tensor.shape(), Math.toIntExact(width), card)
                    .forEach(part -> features.merge(part.name(), part, Features::together));
        }
        List<Part> grouped = group(features, card);
        if (grouped.size() > MOST) {
            throw new ExplanationUnavailableException(
                    LOG.explainTooManyFeatures(grouped.size(), MOST), null);
        }
        return grouped;
    }

    /** One input's features. */
    static List<Part> columns(String input, Shape shape, int width, CardSettings card) {
        if (width == 1) {
            return List.of(Part.of(input, new Cells(input, List.of(0), 1)));
        }
        List<String> names = card.featureNames().getOrDefault(input, List.of());
        List<Part> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String name = names.size() == width ? names.get(i) : place(input, shape, i);
            columns.add(Part.of(name, new Cells(input, List.of(i), 1)));
        }
        return columns;
    }

    /** Such as {@code x[3]}, or {@code x[1,2]} where a row has several dimensions. */
    private static String place(String input, Shape shape, int element) {
        int rank = shape.rank();
        String place = "";
        int left = element;
        for (int dimension = rank - 1; dimension > 0; dimension--) {
            int size = Math.toIntExact(shape.size(dimension));
            place = left % size + (place.isEmpty() ? "" : "," + place);
            left /= size;
        }
        return input + "[" + place + "]";
    }

    private static List<Part> group(Map<String, Part> features, CardSettings card) {
        Map<String, String> groups = new HashMap<>();
        new TreeMap<>(card.featureGroups())
                .forEach(
                        (group, members) ->
                                members.forEach(member -> groups.putIfAbsent(member, group)));
        Map<String, Part> grouped = new LinkedHashMap<>();
        features.forEach(
                (name, part) -> {
                    String group = groups.getOrDefault(name, name);
                    Part member = new Part(group, part.input(), part.cells(), part.cuts());
                    grouped.merge(group, member, Features::together);
                });
        return List.copyOf(grouped.values());
    }

    /** Two things of one name are one feature. */
    private static Part together(Part one, Part other) {
        List<Cells> cells = new ArrayList<>(one.cells());
        cells.addAll(other.cells());
        return new Part(one.name(), one.input(), cells, one.cuts());
    }

    /**
     * Those of {@code parts} that differ from the background in this row; the others move nothing,
     * exactly.
     */
    static List<Part> moving(
            List<Part> parts, Map<String, Tensor> inputs, int row, List<Payload> backgrounds) {
        return parts.stream().filter(part -> moves(part, inputs, row, backgrounds)).toList();
    }

    private static boolean moves(
            Part part, Map<String, Tensor> inputs, int row, List<Payload> backgrounds) {
        for (Cells cells : part.cells()) {
            Tensor at = Objects.requireNonNull(inputs.get(cells.input()));
            for (Payload background : backgrounds) {
                Tensor like = Objects.requireNonNull(background.tensors().get(cells.input()));
                if (differ(at, row, like, cells)) {
                    return true;
                }
            }
        }
        return !part.cuts().isEmpty();
    }

    private static boolean differ(Tensor at, int row, Tensor background, Cells cells) {
        int width = Math.toIntExact(background.shape().elements());
        for (int start : cells.starts()) {
            boolean same =
                    switch (at) {
                        case Tensor.Bytes strings -> {
                            byte[][] others = ((Tensor.Bytes) background).elements();
                            yield Arrays.deepEquals(
                                    Arrays.copyOfRange(
                                            strings.elements(),
                                            row * width + start,
                                            row * width + start + cells.run()),
                                    Arrays.copyOfRange(others, start, start + cells.run()));
                        }
                        case Tensor.Numeric numbers -> {
                            int size = numbers.dataType().size();
                            ByteBuffer other = ((Tensor.Numeric) background).buffer();
                            int length = cells.run() * size;
                            yield numbers.buffer()
                                    .slice((row * width + start) * size, length)
                                    .equals(other.slice(start * size, length));
                        }
                    };
            if (!same) {
                return true;
            }
        }
        return false;
    }
}
