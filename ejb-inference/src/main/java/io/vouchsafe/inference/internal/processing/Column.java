package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** One column of a table: a client's input, and the features its values become. */
sealed interface Column permits NumberColumn, CategoryColumn {
    /** The client's input. */
    String name();

    /** Type of the client's input. */
    DataType type();

    /** How many features one value becomes. */
    int width();

    /**
     * Writes one row's features.
     *
     * @param input this column's
     * @throws PredictionFailedException with what is wrong with the row, when it is
     */
    void write(Tensor input, int row, double[] features, int at);

    /** The text of one row. */
    static String text(String name, Tensor.Bytes input, int row) {
        try {
            CharBuffer text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(input.elements()[row]));
            return text.toString();
        } catch (CharacterCodingException malformed) {
            throw PredictionFailedException.ofInput(TEXTS.textNotUtf8(row, name));
        }
    }

    /** The whole number of one row. */
    static long whole(Tensor.Numeric input, int row) {
        ByteBuffer data = input.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return data.getLong(row * Long.BYTES);
    }
}
