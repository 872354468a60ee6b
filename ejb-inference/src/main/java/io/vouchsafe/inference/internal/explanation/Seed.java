package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The seed of a row's random orders: the first eight bytes of the SHA-256 of its masked inputs, by
 * name. So the same row is explained the same way, alone or in a batch, today or at an audit.
 */
final class Seed {
    private Seed() {}

    static long of(Map<String, Tensor> inputs, int row, int rows) {
        MessageDigest digest = sha256();
        new TreeMap<>(inputs)
                .forEach(
                        (name, tensor) -> {
                            text(digest, name);
                            text(digest, tensor.dataType().name());
                            int width = Math.toIntExact(tensor.shape().elements() / rows);
                            switch (tensor) {
                                case Tensor.Bytes strings -> {
                                    for (int i = 0; i < width; i++) {
                                        bytes(digest, strings.elements()[row * width + i]);
                                    }
                                }
                                case Tensor.Numeric numbers -> {
                                    int length = width * numbers.dataType().size();
                                    digest.update(numbers.buffer().slice(row * length, length));
                                }
                            }
                        });
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void text(MessageDigest digest, String text) {
        bytes(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) { // every JDK has it
            throw new IllegalStateException(impossible);
        }
    }
}
