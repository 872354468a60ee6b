package io.vouchsafe.inference.internal.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tensor in ONNX Runtime's hands. A direct buffer is lent, not copied. What the binding cannot
 * take – unsigned numbers of more than eight bits, text beyond its modified UTF-8, nothing at all –
 * goes in as the constant of a model of its own, which costs about a millisecond.
 */
final class NativeTensor implements AutoCloseable {
    private final OnnxTensor tensor;
    private final List<AutoCloseable> owners;

    private NativeTensor(OnnxTensor tensor, AutoCloseable... owners) {
        this.tensor = tensor;
        this.owners = List.of(owners);
    }

    OnnxTensor handle() {
        return tensor;
    }

    static NativeTensor of(OrtEnvironment environment, Tensor tensor) throws OrtException {
        if (tensor.shape().elements() == 0) {
            return constant(environment, tensor);
        }
        return switch (tensor) {
            case Tensor.Numeric numbers -> numbers(environment, numbers);
            case Tensor.Bytes strings -> strings(environment, strings);
        };
    }

    private static NativeTensor numbers(OrtEnvironment environment, Tensor.Numeric tensor)
            throws OrtException {
        OnnxJavaType type = Types.binding(tensor.dataType());
        if (type == null) {
            return constant(environment, tensor);
        }
        return plain(
                OnnxTensor.createTensor(
                        environment,
                        lent(tensor.buffer(), tensor.dataType().size()),
                        tensor.shape().toArray(),
                        type));
    }

    private static NativeTensor plain(OnnxTensor tensor) {
        return new NativeTensor(tensor, tensor);
    }

    /** The buffer itself when native code can read it where it is. */
    private static ByteBuffer lent(ByteBuffer data, int unit) {
        if (data.isDirect() && data.alignmentOffset(0, unit) == 0) {
            return data;
        }
        return ByteBuffer.allocateDirect(data.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(data)
                .flip();
    }

    private static NativeTensor strings(OrtEnvironment environment, Tensor.Bytes tensor)
            throws OrtException {
        byte[][] elements = tensor.elements();
        String[] texts = new String[elements.length];
        for (int i = 0; i < elements.length; i++) {
            String text = Texts.crossing(elements[i]);
            if (text == null) {
                return constant(environment, tensor);
            }
            texts[i] = text;
        }
        return plain(OnnxTensor.createTensor(environment, texts, tensor.shape().toArray()));
    }

    /** Takes an output's type from the graph, so that no element is needed to know it. */
    private static NativeTensor constant(OrtEnvironment environment, Tensor tensor)
            throws OrtException {
        byte[] model =
                new ModelWriter()
                        .initializer("constant", tensor)
                        .node("", "Identity", List.of("constant"), List.of("value"))
                        .output("value", tensor.dataType(), tensor.shape().toArray())
                        .build();
        OrtSession session = null;
        OrtSession.Result result = null;
        try (OrtSession.SessionOptions options = Runtime.options()) {
            session = environment.createSession(model, options);
            result = session.run(Map.of());
            NativeTensor made = new NativeTensor((OnnxTensor) result.get(0), result, session);
            session = null;
            result = null;
            return made;
        } finally {
            close(result);
            close(session);
        }
    }

    private static void close(@Nullable AutoCloseable owner) {
        if (owner == null) {
            return;
        }
        try {
            owner.close();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        owners.forEach(NativeTensor::close);
    }

    /** A copy in Java's memory. */
    static Tensor read(OrtEnvironment environment, OnnxTensor tensor, DataType type)
            throws OrtException {
        Shape shape = Shape.of(tensor.getInfo().getShape());
        if (type == DataType.BYTES) {
            return new Tensor.Bytes(shape, texts(environment, tensor, shape));
        }
        ByteBuffer data =
                shape.elements() == 0 ? ByteBuffer.allocate(0) : tensor.getByteBuffer().rewind();
        return new Tensor.Numeric(type, shape, data);
    }

    private static byte[][] texts(OrtEnvironment environment, OnnxTensor tensor, Shape shape)
            throws OrtException {
        String[] crossed = new String[Math.toIntExact(shape.elements())];
        byte[][] elements = new byte[crossed.length][];
        if (crossed.length == 0) {
            return elements;
        }
        flatten(tensor.getValue(), crossed, 0);
        if (Arrays.stream(crossed).noneMatch(Texts::mayBeCut)) {
            Arrays.setAll(elements, i -> crossed[i].getBytes(StandardCharsets.UTF_8));
            return elements;
        }
        int longest = Arrays.stream(crossed).mapToInt(String::length).max().orElse(0);
        byte[] model =
                new ModelWriter()
                        .input("texts", DataType.BYTES, shape.toArray())
                        .initializer(
                                "padding", Tensor.strings(Shape.SCALAR, Texts.padding(longest)))
                        .node("", "StringConcat", List.of("texts", "padding"), List.of("padded"))
                        .output("padded", DataType.BYTES, shape.toArray())
                        .build();
        try (OrtSession.SessionOptions options = Runtime.options();
                OrtSession session = environment.createSession(model, options);
                OrtSession.Result padded = session.run(Map.of("texts", tensor))) {
            flatten(padded.get(0).getValue(), crossed, 0);
        }
        Arrays.setAll(elements, i -> Texts.withoutPadding(crossed[i]));
        return elements;
    }

    /** The binding gives text as arrays of arrays. */
    private static int flatten(Object texts, String[] elements, int from) {
        if (texts instanceof String text) {
            elements[from] = text;
            return from + 1;
        }
        int next = from;
        for (int i = 0; i < Array.getLength(texts); i++) {
            next = flatten(Array.get(texts, i), elements, next);
        }
        return next;
    }

    /** One row per map, one column per label. */
    static Tensor columns(OnnxValue maps, List<String> labels) throws OrtException {
        List<?> rows = (List<?>) maps.getValue();
        ByteBuffer data =
                ByteBuffer.allocate(
                                Math.multiplyExact(
                                        Float.BYTES,
                                        Math.multiplyExact(rows.size(), labels.size())))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (Object row : rows) {
            Map<String, Float> named = named((OnnxValue) row);
            for (String label : labels) {
                data.putFloat(named.getOrDefault(label, Float.NaN));
            }
        }
        return new Tensor.Numeric(DataType.FP32, Shape.of(rows.size(), labels.size()), data.flip());
    }

    private static Map<String, Float> named(OnnxValue map) throws OrtException {
        Map<String, Float> named = new HashMap<>();
        ((Map<?, ?>) map.getValue())
                .forEach((key, value) -> named.put(key.toString(), (Float) value));
        return named;
    }
}
