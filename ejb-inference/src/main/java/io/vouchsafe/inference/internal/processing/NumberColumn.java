package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number, scaled to {@code (value − from) / by}.
 *
 * @param type FP64, FP32 or INT64, or BYTES for numbers written as text
 * @param logarithmic the natural logarithm of 1 + value is taken first
 * @param missing value for what is missing: NaN, or an empty text; null: it is refused
 */
record NumberColumn(
        String name,
        DataType type,
        boolean logarithmic,
        double from,
        double by,
        @Nullable Double missing)
        implements Column {
    /** Bounded, so that no text takes long to read. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?[0-9]{0,40}[.]?[0-9]{0,40}([eE][+-]?[0-9]{1,4})?");

    /** How values are brought near 0. */
    private enum Scaling {
        NONE,
        /** Mean and deviation become 0 and 1. */
        STANDARD,
        /** Least and most become 0 and 1. */
        RANGE
    }

    static NumberColumn read(Fields fields) {
        String name = fields.name("name");
        Scaling scaling = fields.choiceOr("scaling", Scaling.NONE);
        double from =
                switch (scaling) {
                    case NONE -> 0;
                    case STANDARD -> fields.number("mean");
                    case RANGE -> fields.number("least");
                };
        double by =
                switch (scaling) {
                    case NONE -> 1;
                    case STANDARD -> fields.number("deviation");
                    case RANGE -> fields.number("most") - from;
                };
        if (by <= 0) {
            throw scaling == Scaling.RANGE
                    ? fields.wrong("most", "more than 'least'")
                    : fields.wrong("deviation", "above 0");
        }
        boolean logarithmic = fields.truthOr("logarithm", false);
        Double missing = fields.raw("missing") == null ? null : fields.number("missing");
        DataType type = types(fields);
        fields.end();
        return new NumberColumn(name, type, logarithmic, from, by, missing);
    }

    private static DataType types(Fields fields) {
        String type = fields.textOr("type", "FP64");
        return switch (type) {
            case "FP64" -> DataType.FP64;
            case "FP32" -> DataType.FP32;
            case "INT64" -> DataType.INT64;
            case "BYTES" -> DataType.BYTES;
            default -> throw fields.wrong("type", "one of FP64, FP32, INT64, BYTES");
        };
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void write(Tensor input, int row, double[] features, int at) {
        double value = value(input, row);
        if (Double.isNaN(value)) {
            if (missing == null) {
                throw PredictionFailedException.ofInput(TEXTS.missingValue(row, name));
            }
            value = missing;
        }
        double scaled = ((logarithmic ? Math.log1p(value) : value) - from) / by;
        if (!Double.isFinite(scaled)) {
            throw PredictionFailedException.ofInput(TEXTS.outOfRange(row, name));
        }
        features[at] = scaled;
    }

    /** NaN when it is missing. */
    private double value(Tensor input, int row) {
        return switch (input) {
            case Tensor.Bytes texts -> number(Column.text(name, texts, row).strip(), row);
            case Tensor.Numeric numbers -> {
                ByteBuffer data = numbers.buffer();
                yield switch (type) {
                    case FP32 -> data.getFloat(row * Float.BYTES);
                    case FP64 -> data.getDouble(row * Double.BYTES);
                    default -> Column.whole(numbers, row);
                };
            }
        };
    }

    private double number(String text, int row) {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        boolean digits = text.chars().anyMatch(letter -> letter >= '0' && letter <= '9');
        if (!digits || !NUMBER.matcher(text).matches()) {
            throw PredictionFailedException.ofInput(TEXTS.noNumber(row, name));
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) { // such as ".e5" with digits behind alone
            throw PredictionFailedException.ofInput(TEXTS.noNumber(row, name));
        }
    }
}
