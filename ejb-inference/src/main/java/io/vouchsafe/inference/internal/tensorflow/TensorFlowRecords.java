package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.ModelRejectedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * TensorFlow's record format: for each record its length (8 bytes, little-endian), the masked
 * CRC-32C of those, the data, and the masked CRC-32C of the data.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>
 */
final class TensorFlowRecords {
    private static final int LENGTH = Long.BYTES;
    private static final int SUM = Integer.BYTES;
    private static final int MASK = 0xa282ead8;

    private TensorFlowRecords() {}

    /**
     * All records.
     *
     * @throws ModelRejectedException when a sum is wrong, the file is cut off, or it holds more
     */
    static List<byte[]> read(byte[] file, int most) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int start = bytes.position();
            if (records.size() == most) {
                throw new ModelRejectedException("model-warm-up", LOG.warmUpTooMany(most), null);
            }
            if (bytes.remaining() < LENGTH + SUM) {
                throw damaged(start);
            }
            long length = bytes.getLong();
            if (bytes.getInt() != masked(file, start, LENGTH)
                    || length < 0
                    || length > bytes.remaining() - SUM) {
                throw damaged(start);
            }
            byte[] record = new byte[(int) length];
            bytes.get(record);
            if (bytes.getInt() != masked(record, 0, record.length)) {
                throw damaged(start);
            }
            records.add(record);
        }
        return records;
    }

    /** The sum as the format keeps it, so that a sum of sums is no trap. */
    static int masked(byte[] bytes, int offset, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, offset, length);
        return Integer.rotateRight((int) sum.getValue(), 15) + MASK;
    }

    private static ModelRejectedException damaged(int position) {
        return new ModelRejectedException("model-warm-up", LOG.warmUpDamaged(position), null);
    }
}
