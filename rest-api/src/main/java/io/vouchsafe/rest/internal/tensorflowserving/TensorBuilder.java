package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads nested lists into one tensor and finds its shape on the way: an item's first list of each
 * level says how long all of that level are. Items of one tensor have one shape.
 */
final class TensorBuilder {
    private static final ServingTexts TEXTS = ServingTexts.TEXTS;

    /** One less than a tensor may have: rows add theirs. */
    private static final int MOST_DIMENSIONS = 31;

    private static final int UNKNOWN = -1;

    private final Elements elements;
    private final long[] sizes = new long[MOST_DIMENSIONS];
    private int rank;
    private long items;
    private long @Nullable [] itemShape;
    private long itemSize;

    TensorBuilder(DataType type) {
        elements = Elements.of(type);
    }

    long items() {
        return items;
    }

    /** Reads the parser's current value as the next item. */
    void add(JsonParser json) throws IOException {
        long before = elements.count();
        rank = UNKNOWN;
        Arrays.fill(sizes, UNKNOWN);
        value(json, 0);
        added(elements.count() - before);
    }

    /** The next item is these bytes. */
    void add(byte[] decoded) {
        rank = 0;
        elements.accept(decoded);
        added(1);
    }

    private void added(long size) {
        items++;
        long[] shape = itemShape;
        if (shape == null) {
            itemShape = Arrays.copyOf(sizes, rank);
            itemSize = size;
        } else if (size != itemSize) {
            throw TEXTS.size(itemSize, size);
        } else if (!Arrays.equals(shape, 0, shape.length, sizes, 0, rank)) {
            throw TEXTS.shape(shown(shape), shown(Arrays.copyOf(sizes, rank)));
        }
    }

    private void value(JsonParser json, int level) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            list(json, level);
            return;
        }
        if (rank == UNKNOWN) {
            rank = level;
        } else if (level != rank) {
            throw TEXTS.valueLevel(level + 1, rank);
        }
        elements.accept(json);
    }

    private void list(JsonParser json, int level) throws IOException {
        if (rank != UNKNOWN && level >= rank) {
            throw TEXTS.listLevel(level, rank);
        }
        if (level == MOST_DIMENSIONS) {
            throw TEXTS.tooDeep(MOST_DIMENSIONS);
        }
        long size = 0;
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY;
                token = json.nextToken()) {
            value(json, level + 1);
            size++;
        }
        if (rank == UNKNOWN) { // an empty list is the innermost
            rank = level + 1;
        }
        if (sizes[level] == UNKNOWN) {
            sizes[level] = size;
        } else if (sizes[level] != size) {
            throw TEXTS.listSize(size, level, sizes[level]);
        }
    }

    /** All items, one after another. */
    Tensor rows() {
        long[] shape = shape();
        long[] rows = new long[shape.length + 1];
        rows[0] = items;
        System.arraycopy(shape, 0, rows, 1, shape.length);
        return elements.tensor(Shape.of(rows));
    }

    /** The only item. */
    Tensor whole() {
        return elements.tensor(Shape.of(shape()));
    }

    private long[] shape() {
        long[] shape = itemShape;
        return shape == null ? new long[0] : shape;
    }

    private static String shown(long[] shape) {
        return Arrays.stream(shape)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
