package io.vouchsafe.inference.internal.onnx;

import io.vouchsafe.inference.internal.TemporaryFolder;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A model whose answers are known, run through the whole engine: {@code y = x·w + b}, {@code next =
 * n + 1}, {@code same = u}, {@code greeting = name + "!"}. All numbers are exact in binary and
 * differ when their bytes are turned round; the texts need four bytes for a character.
 */
final class GoldenModel {
    private GoldenModel() {}

    /**
     * Builds, loads and runs it.
     *
     * @throws IllegalStateException when an answer is wrong
     */
    static void check(ModelEngine engine, Path temporary) {
        try (TemporaryFolder folder = TemporaryFolder.in(temporary, "self-check")) {
            Files.write(folder.path().resolve(ModelFile.NAME), model());
            try (LoadedModel model = engine.load(folder.path())) {
                compare(model);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static byte[] model() {
        return new ModelWriter()
                .input("x", DataType.FP32, -1, 3)
                .input("n", DataType.INT64, -1)
                .input("u", DataType.UINT64, -1)
                .input("name", DataType.BYTES, -1)
                .initializer("w", Tensor.floats(Shape.of(3, 2), 2, -4, -1, 16, 4, -32))
                .initializer("b", Tensor.floats(Shape.of(2), 0.5f, 11.625f))
                .initializer("one", Tensor.longs(Shape.of(1), 1))
                .initializer("mark", Tensor.strings(Shape.of(1), "!"))
                .node("", "MatMul", List.of("x", "w"), List.of("product"))
                .node("", "Add", List.of("product", "b"), List.of("y"))
                .node("", "Add", List.of("n", "one"), List.of("next"))
                .node("", "Identity", List.of("u"), List.of("same"))
                .node("", "StringConcat", List.of("name", "mark"), List.of("greeting"))
                .output("y", DataType.FP32, -1, 2)
                .output("next", DataType.INT64, -1)
                .output("same", DataType.UINT64, -1)
                .output("greeting", DataType.BYTES, -1)
                .build();
    }

    private static void compare(LoadedModel model) {
        Tensor.Numeric large = unsigned(1, 0x8000_0000_0000_0001L);
        Payload inputs =
                new Payload(
                        Map.of(
                                "x", Tensor.floats(Shape.of(2, 3), 1.5f, -2, 0.25f, 3, 0.5f, -8),
                                "n", Tensor.longs(Shape.of(2), 41, 1L << 40),
                                "u", large,
                                "name", Tensor.strings(Shape.of(2), "vouch 😀", "vérité")));
        Map<String, Tensor> outputs =
                model.predict(
                                Objects.requireNonNull(model.signatures().get(Signature.DEFAULT)),
                                MaskedInput.insecureUnmasked(inputs),
                                Set.of())
                        .tensors();
        // rows of x times w, plus b
        same(outputs, "y", Tensor.floats(Shape.of(2, 2), 6.5f, -34.375f, -26, 263.625f));
        same(outputs, "next", Tensor.longs(Shape.of(2), 42, (1L << 40) + 1));
        same(outputs, "same", large);
        same(outputs, "greeting", Tensor.strings(Shape.of(2), "vouch 😀!", "vérité!"));
    }

    private static Tensor.Numeric unsigned(long... values) {
        ByteBuffer data =
                ByteBuffer.allocateDirect(values.length * Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return new Tensor.Numeric(DataType.UINT64, Shape.of(values.length), data);
    }

    private static void same(Map<String, Tensor> outputs, String name, Tensor expected) {
        Tensor actual = outputs.get(name);
        if (actual == null || !same(actual, expected)) {
            throw new IllegalStateException("The golden model's output '" + name + "' is wrong");
        }
    }

    private static boolean same(Tensor actual, Tensor expected) {
        if (actual.dataType() != expected.dataType() || !actual.shape().equals(expected.shape())) {
            return false;
        }
        return switch (expected) {
            case Tensor.Numeric numbers ->
                    ((Tensor.Numeric) actual).buffer().equals(numbers.buffer());
            case Tensor.Bytes strings ->
                    Arrays.deepEquals(((Tensor.Bytes) actual).elements(), strings.elements());
        };
    }
}
