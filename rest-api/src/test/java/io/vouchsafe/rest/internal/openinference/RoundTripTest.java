package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the encoder writes, the decoder reads back to the last bit. */
class RoundTripTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelRef MODEL = ModelRef.parse("m@1");

    @Provide
    Arbitrary<Tensor> numericTensors() {
        Arbitrary<DataType> types =
                Arbitraries.of(DataType.class).filter(type -> type != DataType.BYTES);
        return types.flatMap(
                type ->
                        Arbitraries.integers()
                                .between(0, 4)
                                .list()
                                .ofMaxSize(3)
                                .flatMap(
                                        sizes ->
                                                Arbitraries.longs()
                                                        .map(
                                                                seed ->
                                                                        tensor(
                                                                                type,
                                                                                shape(sizes),
                                                                                seed))));
    }

    @Provide
    Arbitrary<Tensor> texts() {
        Arbitrary<byte[]> utf8 =
                Arbitraries.strings()
                        .all()
                        .ofMaxLength(8)
                        .filter(
                                text ->
                                        text.chars()
                                                .noneMatch(c -> Character.isSurrogate((char) c)))
                        .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(8);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, utf8), net.jqwik.api.Tuple.of(1, any))
                .array(byte[][].class)
                .ofMaxSize(5)
                .map(elements -> new Tensor.Bytes(Shape.of(elements.length), elements));
    }

    private static Shape shape(java.util.List<Integer> sizes) {
        return Shape.of(sizes.stream().mapToLong(Integer::longValue).toArray());
    }

    /** Any bits at all, NaN included; a truth value is 0 or 1. */
    private static Tensor tensor(DataType type, Shape shape, long seed) {
        byte[] bytes = new byte[(int) shape.elements() * type.size()];
        new Random(seed).nextBytes(bytes);
        if (type == DataType.BOOL) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] &= 1;
            }
        }
        return new Tensor.Numeric(type, shape, ByteBuffer.wrap(bytes));
    }

    /** An answer's outputs sent again as inputs, for both speak of tensors in the same words. */
    private static Tensor again(Tensor tensor) throws IOException {
        byte[] answer = new AnswerEncoder(null).encode(Map.of("t", tensor), null, MODEL);
        JsonNode outputs = JSON.readTree(answer).get("outputs");
        ObjectNode request = JSON.createObjectNode();
        request.set("inputs", outputs);
        return Objects.requireNonNull(
                RequestDecoder.decode(JSON.writeValueAsBytes(request)).inputs().tensors().get("t"));
    }

    @Property(tries = 3000)
    void numbers_comeBackToTheLastBit(@ForAll("numericTensors") Tensor tensor) throws IOException {
        Tensor.Numeric read = (Tensor.Numeric) again(tensor);

        assertThat(read.dataType()).isEqualTo(tensor.dataType());
        assertThat(read.shape()).isEqualTo(tensor.shape());
        assertThat(bits(read)).isEqualTo(bits((Tensor.Numeric) tensor));
    }

    @Property(tries = 1000)
    void byteStrings_comeBack_textOrNot(@ForAll("texts") Tensor tensor) throws IOException {
        Tensor.Bytes read = (Tensor.Bytes) again(tensor);

        assertThat(read.elements()).isDeepEqualTo(((Tensor.Bytes) tensor).elements());
    }

    /** The elements' bits, all NaN being one. */
    private static long[] bits(Tensor.Numeric tensor) {
        ByteBuffer data = tensor.buffer().order(ByteOrder.LITTLE_ENDIAN);
        long[] bits = new long[(int) tensor.shape().elements()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] =
                    switch (tensor.dataType()) {
                        case FP32 -> Float.floatToIntBits(data.getFloat());
                        case FP64 -> Double.doubleToLongBits(data.getDouble());
                        case FP16 -> Float.floatToIntBits(Float.float16ToFloat(data.getShort()));
                        case BF16 -> Float.floatToIntBits(BrainFloat.toFloat(data.getShort()));
                        default ->
                                switch (tensor.dataType().size()) {
                                    case 1 -> data.get();
                                    case 2 -> data.getShort();
                                    case 4 -> data.getInt();
                                    default -> data.getLong();
                                };
                    };
        }
        return bits;
    }
}
