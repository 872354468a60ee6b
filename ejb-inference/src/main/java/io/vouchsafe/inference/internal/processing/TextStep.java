package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text to {@code length} numbers of tokens: cut off behind, filled up behind.
 *
 * @param places of the vocabulary's tokens
 * @param start put before the tokens; null: nothing
 * @param end put behind the tokens; null: nothing
 * @param ids the model's input of the tokens' numbers
 * @param mask the model's input that is 1 for a token and 0 for filling; null: it takes none
 * @param segments the model's input that tells two texts apart, here always 0; null: it takes none
 */
record TextStep(
        TensorSpec from,
        Tokenizer tokenizer,
        Map<String, Integer> places,
        int unknown,
        int padding,
        @Nullable Integer start,
        @Nullable Integer end,
        int length,
        TensorSpec ids,
        @Nullable TensorSpec mask,
        @Nullable TensorSpec segments)
        implements InputStep, Preparation {
    static final int LARGEST_TEXT = 1 << 20;
    private static final int LONGEST = 32_768;
    private static final long LARGEST_TENSOR = 512L << 20;
    private static final Set<DataType> WHOLE = Set.of(DataType.INT32, DataType.INT64);

    private enum Kind {
        /** BERT's. */
        WORDPIECE,
        /** Whole words by the rules of Unicode. */
        WORDS,
        /** Whole words of Chinese. */
        CHINESE_WORDS
    }

    static TextStep read(Fields fields, ModelTensors tensors, ModelFiles files) {
        String from = fields.name("from");
        Kind kind = fields.choiceOr("tokenizer", Kind.WORDPIECE);
        boolean pieces = kind == Kind.WORDPIECE;
        Map<String, Integer> places = new HashMap<>();
        files.distinct(fields, "vocabulary").forEach(token -> places.put(token, places.size()));
        String unknown = fields.textOr("unknown", "[UNK]");
        boolean lowercase = fields.truthOr("lowercase", true);
        int length = fields.whole("length", 3, LONGEST);
        Tokenizer tokenizer =
                pieces
                        ? new WordPieces(Set.copyOf(places.keySet()), unknown, lowercase)
                        : new Words(kind == Kind.CHINESE_WORDS, lowercase);
        TensorSpec ids = tensor(fields, "ids", tensors, length);
        if (ids == null) {
            throw Fields.rejected(
                    TEXTS.memberMissing(fields.where(), "ids", "the name of a tensor"));
        }
        TextStep step =
                new TextStep(
                        new TensorSpec(from, DataType.BYTES, Shape.of(ModelTensors.rows(ids))),
                        tokenizer,
                        places,
                        place(fields, places, unknown),
                        place(fields, places, fields.textOr("padding", pieces ? "[PAD]" : "")),
                        framing(fields, "start", places, pieces ? "[CLS]" : null),
                        framing(fields, "end", places, pieces ? "[SEP]" : null),
                        length,
                        ids,
                        tensor(fields, "mask", tensors, length),
                        tensor(fields, "segments", tensors, length));
        fields.end();
        Set<String> fed = new HashSet<>();
        step.fed()
                .forEach(
                        spec -> {
                            if (!fed.add(spec.name())) {
                                throw Fields.rejected(
                                        TEXTS.tensorTwice(fields.where(), spec.name()));
                            }
                        });
        return step;
    }

    private static @Nullable TensorSpec tensor(
            Fields fields, String member, ModelTensors tensors, int length) {
        String name = fields.nameOrNull(member);
        if (name == null) {
            return null;
        }
        TensorSpec spec = tensors.get(fields.where(), name);
        ModelTensors.check(fields.where(), spec, WHOLE, Shape.of(-1, length));
        return spec;
    }

    private static int place(Fields fields, Map<String, Integer> places, String token) {
        Integer place = places.get(token);
        if (place == null) {
            throw Fields.rejected(TEXTS.tokenUnknown(fields.where(), token));
        }
        return place;
    }

    /** An empty text: nothing is put there. */
    private static @Nullable Integer framing(
            Fields fields, String member, Map<String, Integer> places, @Nullable String preset) {
        String given = fields.textOrNull(member);
        String token = given == null ? preset : given;
        return token == null || token.isEmpty() ? null : place(fields, places, token);
    }

    private List<TensorSpec> fed() {
        List<TensorSpec> fed = new ArrayList<>(List.of(ids));
        if (mask != null) {
            fed.add(mask);
        }
        if (segments != null) {
            fed.add(segments);
        }
        return fed;
    }

    @Override
    public List<TensorSpec> offers() {
        return List.of(from);
    }

    @Override
    public Set<String> feeds() {
        return fed().stream().map(TensorSpec::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Preparation begin() {
        return this;
    }

    @Override
    public Map<String, Tensor> prepare(Map<String, Tensor> inputs, int rows, Deadline deadline) {
        Tensor.Bytes texts = (Tensor.Bytes) Objects.requireNonNull(inputs.get(from.name()));
        if ((long) rows * length * Long.BYTES > LARGEST_TENSOR) {
            throw PredictionFailedException.ofInput(TEXTS.tooManyRows(rows, from.name()));
        }
        int[][] tokens = new int[rows][];
        for (int row = 0; row < rows; row++) {
            deadline.check();
            if (texts.elements()[row].length > LARGEST_TEXT) {
                throw PredictionFailedException.ofInput(
                        TEXTS.textTooLong(row, from.name(), LARGEST_TEXT));
            }
            tokens[row] = encode(Column.text(from.name(), texts, row));
        }
        Map<String, Tensor> prepared = new LinkedHashMap<>();
        prepared.put(
                ids.name(), tensor(ids, tokens, (row, at) -> at < row.length ? row[at] : padding));
        if (mask != null) {
            prepared.put(mask.name(), tensor(mask, tokens, (row, at) -> at < row.length ? 1 : 0));
        }
        if (segments != null) {
            prepared.put(segments.name(), tensor(segments, tokens, (row, at) -> 0));
        }
        return prepared;
    }

    private int[] encode(String text) {
        Collected collected = new Collected(length - (end == null ? 0 : 1));
        if (start != null) {
            collected.add(start);
        }
        tokenizer.tokens(text, collected);
        return collected.closed();
    }

    /** The numbers of one text's tokens. */
    private final class Collected implements Tokenizer.Taker {
        private final int most;
        private final int[] numbers = new int[length];
        private int count;

        Collected(int most) {
            this.most = most;
        }

        @Override
        public boolean isFull() {
            return count >= most;
        }

        @Override
        public void accept(String token) {
            add(places.getOrDefault(token, unknown));
        }

        void add(int number) {
            numbers[count++] = number;
        }

        int[] closed() {
            if (end != null) {
                add(end);
            }
            return Arrays.copyOf(numbers, count);
        }
    }

    private interface Cell {
        int of(int[] row, int at);
    }

    private Tensor tensor(TensorSpec spec, int[][] tokens, Cell cell) {
        boolean wide = spec.dataType() == DataType.INT64;
        ByteBuffer data =
                ByteBuffer.allocateDirect(tokens.length * length * spec.dataType().size())
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int[] row : tokens) {
            for (int at = 0; at < length; at++) {
                if (wide) {
                    data.putLong(cell.of(row, at));
                } else {
                    data.putInt(cell.of(row, at));
                }
            }
        }
        return new Tensor.Numeric(spec.dataType(), Shape.of(tokens.length, length), data.flip());
    }
}
