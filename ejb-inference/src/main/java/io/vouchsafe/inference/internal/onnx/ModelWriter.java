package io.vouchsafe.inference.internal.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes small ONNX models (onnx.proto, IR version 8): the self-check's, constants, tests'. */
public final class ModelWriter {
    /** Of the operators outside other domains; has StringConcat. */
    private static final long OPSET = 20;

    private static final int FLOAT_ATTRIBUTE = 1;
    private static final int INT_ATTRIBUTE = 2;
    private static final int STRING_ATTRIBUTE = 3;
    private static final int TENSOR_ATTRIBUTE = 4;
    private static final int GRAPH_ATTRIBUTE = 5;
    private static final int FLOATS_ATTRIBUTE = 6;
    private static final int INTS_ATTRIBUTE = 7;
    private static final int STRINGS_ATTRIBUTE = 8;

    private final ByteString.Output graph = ByteString.newOutput();
    private final ByteString.Output extra = ByteString.newOutput();

    /** Writes one message's fields. */
    @FunctionalInterface
    public interface Fields {
        void to(CodedOutputStream out) throws IOException;
    }

    /** A message of these fields. */
    public static ByteString message(Fields fields) {
        ByteString.Output bytes = ByteString.newOutput();
        append(bytes, fields);
        return bytes.toByteString();
    }

    private static void append(ByteString.Output bytes, Fields fields) {
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.to(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A tensor that goes in; -1 for a size that varies. */
    public ModelWriter input(String name, DataType type, long... sizes) {
        append(graph, out -> out.writeBytes(11, tensorValue(name, type, sizes)));
        return this;
    }

    /** A tensor that comes out. */
    public ModelWriter output(String name, DataType type, long... sizes) {
        append(graph, out -> out.writeBytes(12, tensorValue(name, type, sizes)));
        return this;
    }

    /** A sequence of maps that comes out, as ZipMap makes it. */
    public ModelWriter mapsOutput(String name, DataType key) {
        ByteString number =
                message(
                        out ->
                                out.writeBytes(
                                        1, message(tensor -> tensor.writeInt32(1, /* float */ 1))));
        ByteString map =
                message(
                        out -> {
                            out.writeInt32(1, Types.toOnnx(key));
                            out.writeBytes(2, number);
                        });
        ByteString sequence =
                message(out -> out.writeBytes(1, message(type -> type.writeBytes(5, map))));
        append(
                graph,
                out ->
                        out.writeBytes(
                                12, value(name, message(type -> type.writeBytes(4, sequence)))));
        return this;
    }

    private static ByteString tensorValue(String name, DataType type, long... sizes) {
        return value(name, tensorType(Types.toOnnx(type), sizes));
    }

    /** A {@code TypeProto} of any element type. */
    public static ByteString tensorType(int type, long... sizes) {
        ByteString shape =
                message(
                        out -> {
                            for (long size : sizes) {
                                out.writeBytes(
                                        1,
                                        message(
                                                dimension -> {
                                                    if (size < 0) {
                                                        dimension.writeString(2, "rows");
                                                    } else {
                                                        dimension.writeInt64(1, size);
                                                    }
                                                }));
                            }
                        });
        return message(
                out ->
                        out.writeBytes(
                                1,
                                message(
                                        tensor -> {
                                            tensor.writeInt32(1, type);
                                            tensor.writeBytes(2, shape);
                                        })));
    }

    private static ByteString value(String name, ByteString type) {
        return message(
                out -> {
                    out.writeString(1, name);
                    out.writeBytes(2, type);
                });
    }

    /** A constant of the graph. */
    public ModelWriter initializer(String name, Tensor tensor) {
        append(graph, out -> out.writeBytes(5, tensor(name, tensor)));
        return this;
    }

    /** A {@code TensorProto} that holds its values itself. */
    public static ByteString tensor(String name, Tensor tensor) {
        return message(
                out -> {
                    head(out, name, tensor.dataType(), tensor.shape());
                    switch (tensor) {
                        case Tensor.Numeric numbers ->
                                out.writeBytes(9, ByteString.copyFrom(numbers.buffer()));
                        case Tensor.Bytes strings -> {
                            for (byte[] element : strings.elements()) {
                                out.writeByteArray(6, element);
                            }
                        }
                    }
                });
    }

    /** A {@code TensorProto} whose values stand in a file. */
    public static ByteString external(
            String name, DataType type, Shape shape, String location, long offset, long length) {
        return message(
                out -> {
                    head(out, name, type, shape);
                    out.writeBytes(13, entry("location", location));
                    out.writeBytes(13, entry("offset", Long.toString(offset)));
                    out.writeBytes(13, entry("length", Long.toString(length)));
                    out.writeEnum(14, 1);
                });
    }

    private static void head(CodedOutputStream out, String name, DataType type, Shape shape)
            throws IOException {
        for (long size : shape.toArray()) {
            out.writeInt64(1, size);
        }
        out.writeInt32(2, Types.toOnnx(type));
        out.writeString(8, name);
    }

    private static ByteString entry(String key, String value) {
        return message(
                out -> {
                    out.writeString(1, key);
                    out.writeString(2, value);
                });
    }

    /** A constant of the graph, as a {@code TensorProto}. */
    public ModelWriter initializer(ByteString tensor) {
        append(graph, out -> out.writeBytes(5, tensor));
        return this;
    }

    /** An operator of a domain; the standard one is empty. */
    public ModelWriter node(
            String domain,
            String operation,
            List<String> inputs,
            List<String> outputs,
            ByteString... attributes) {
        ByteString node = nodeOf(domain, operation, inputs, outputs, attributes);
        append(graph, out -> out.writeBytes(1, node));
        return this;
    }

    /** A {@code NodeProto}. */
    public static ByteString nodeOf(
            String domain,
            String operation,
            List<String> inputs,
            List<String> outputs,
            ByteString... attributes) {
        return message(
                out -> {
                    for (String input : inputs) {
                        out.writeString(1, input);
                    }
                    for (String output : outputs) {
                        out.writeString(2, output);
                    }
                    out.writeString(3, operation + "_" + (outputs.isEmpty() ? "" : outputs.get(0)));
                    out.writeString(4, operation);
                    for (ByteString attribute : attributes) {
                        out.writeBytes(5, attribute);
                    }
                    out.writeString(7, domain);
                });
    }

    public static ByteString integer(String name, long value) {
        return attribute(name, INT_ATTRIBUTE, out -> out.writeInt64(3, value));
    }

    public static ByteString number(String name, float value) {
        return attribute(name, FLOAT_ATTRIBUTE, out -> out.writeFloat(2, value));
    }

    public static ByteString text(String name, String value) {
        return attribute(
                name, STRING_ATTRIBUTE, out -> out.writeBytes(4, ByteString.copyFromUtf8(value)));
    }

    public static ByteString integers(String name, long... values) {
        return attribute(
                name,
                INTS_ATTRIBUTE,
                out -> {
                    for (long value : values) {
                        out.writeInt64(8, value);
                    }
                });
    }

    public static ByteString numbers(String name, float... values) {
        return attribute(
                name,
                FLOATS_ATTRIBUTE,
                out -> {
                    for (float value : values) {
                        out.writeFloat(7, value);
                    }
                });
    }

    public static ByteString texts(String name, String... values) {
        return attribute(
                name,
                STRINGS_ATTRIBUTE,
                out -> {
                    for (String value : values) {
                        out.writeByteArray(9, value.getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    /** A {@code TensorProto} as an attribute. */
    public static ByteString constant(String name, ByteString tensor) {
        return attribute(name, TENSOR_ATTRIBUTE, out -> out.writeBytes(5, tensor));
    }

    /** A {@code GraphProto} as an attribute, as branches and loops have. */
    public static ByteString graph(String name, ModelWriter part) {
        return attribute(
                name, GRAPH_ATTRIBUTE, out -> out.writeBytes(6, part.graph.toByteString()));
    }

    private static ByteString attribute(String name, int type, Fields value) {
        return message(
                out -> {
                    out.writeString(1, name);
                    value.to(out);
                    out.writeEnum(20, type);
                });
    }

    /** Fields of the model itself, such as functions (25) and metadata (14). */
    public ModelWriter model(Fields fields) {
        append(extra, fields);
        return this;
    }

    /** A further domain whose operators the model uses. */
    public ModelWriter domain(String domain, long version) {
        return model(out -> out.writeBytes(8, operators(domain, version)));
    }

    private static ByteString operators(String domain, long version) {
        return message(
                out -> {
                    out.writeString(1, domain);
                    out.writeInt64(2, version);
                });
    }

    /** The model. */
    public byte[] build() {
        return message(
                        out -> {
                            out.writeInt64(1, 8);
                            out.writeBytes(8, operators("", OPSET));
                            append(graph, part -> part.writeString(2, "graph"));
                            out.writeBytes(7, graph.toByteString());
                            out.writeRawBytes(extra.toByteString());
                        })
                .toByteArray();
    }
}
