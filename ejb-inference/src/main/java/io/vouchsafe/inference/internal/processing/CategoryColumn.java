package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A word, or a whole number, of a vocabulary.
 *
 * @param type BYTES or INT64
 * @param places of the known values
 * @param oneHot true: one feature for each place, of which one is 1; false: the place itself
 * @param unknown place of all other values; null: they are refused; -1: all features are 0
 * @param missing value instead of an empty text; null: an empty text is one like others
 */
record CategoryColumn(
        String name,
        DataType type,
        Map<String, Integer> places,
        boolean oneHot,
        @Nullable Integer unknown,
        @Nullable String missing)
        implements Column {
    private static final int NOWHERE = -1;
    private static final int WIDEST = 10_000;

    private enum Encoding {
        ONE_HOT,
        INDEX
    }

    private enum Unknown {
        REFUSE,
        /** All features are 0. */
        ZEROS,
        /** A place of its own before the vocabulary. */
        FIRST,
        /** A place of its own behind the vocabulary. */
        LAST
    }

    static CategoryColumn read(Fields fields, ModelFiles files) {
        String name = fields.name("name");
        String typeName = fields.textOr("type", "BYTES");
        if (!typeName.equals("BYTES") && !typeName.equals("INT64")) {
            throw fields.wrong("type", "one of BYTES, INT64");
        }
        List<String> vocabulary = files.distinct(fields, "vocabulary");
        boolean oneHot = fields.choiceOr("encoding", Encoding.ONE_HOT) == Encoding.ONE_HOT;
        if (oneHot && vocabulary.size() > WIDEST) {
            throw fields.wrong("encoding", "'index' for more than " + WIDEST + " values");
        }
        Unknown unknown = fields.choiceOr("unknown", Unknown.REFUSE);
        if (unknown == Unknown.ZEROS && !oneHot) {
            throw fields.wrong("unknown", "'refuse', 'first' or 'last' with 'index'");
        }
        int offset = unknown == Unknown.FIRST ? 1 : 0;
        Map<String, Integer> places = new HashMap<>();
        for (String value : vocabulary) {
            places.put(value, places.size() + offset);
        }
        String missing = fields.textOrNull("missing");
        if (missing != null && !places.containsKey(missing)) {
            throw fields.wrong("missing", "a value of the vocabulary");
        }
        fields.end();
        return new CategoryColumn(
                name,
                typeName.equals("BYTES") ? DataType.BYTES : DataType.INT64,
                places,
                oneHot,
                place(unknown, vocabulary.size()),
                missing);
    }

    private static @Nullable Integer place(Unknown unknown, int known) {
        return switch (unknown) {
            case REFUSE -> null;
            case ZEROS -> NOWHERE;
            case FIRST -> 0;
            case LAST -> known;
        };
    }

    @Override
    public int width() {
        boolean own = unknown != null && unknown != NOWHERE;
        return oneHot ? places.size() + (own ? 1 : 0) : 1;
    }

    @Override
    public void write(Tensor input, int row, double[] features, int at) {
        String value =
                switch (input) {
                    case Tensor.Bytes texts -> Column.text(name, texts, row);
                    case Tensor.Numeric numbers -> Long.toString(Column.whole(numbers, row));
                };
        Integer known = places.get(value.isEmpty() && missing != null ? missing : value);
        Integer place = known == null ? unknown : known;
        if (place == null) {
            throw PredictionFailedException.ofInput(TEXTS.unknownCategory(row, name));
        }
        if (!oneHot) {
            features[at] = place;
            return;
        }
        Arrays.fill(features, at, at + width(), 0);
        if (place != NOWHERE) {
            features[at + place] = 1;
        }
    }
}
