package io.vouchsafe.it.scene;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Small ONNX models, written in onnx.proto's wire format. */
public final class OnnxFiles {
    private static final int FLOAT = 1;

    private OnnxFiles() {}

    private interface Fields {
        void to(CodedOutputStream out) throws IOException;
    }

    private static ByteString message(Fields fields) {
        ByteString.Output bytes = ByteString.newOutput();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.to(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteString();
    }

    /** {@code y = factor · x + summand}; x and y are FP32 [-1, 1]. */
    public static Map<String, byte[]> line(float factor, float summand) {
        return model(
                node("", "Mul", "x", "factor", "product"),
                node("", "Add", "product", "summand", "y"),
                factor,
                summand);
    }

    /** The same with an operator of another library. */
    public static Map<String, byte[]> withForeignOperator() {
        return model(
                node("ai.onnx.contrib", "Mul", "x", "factor", "product"),
                node("", "Add", "product", "summand", "y"),
                1,
                0);
    }

    private static Map<String, byte[]> model(
            ByteString first, ByteString second, float factor, float summand) {
        ByteString graph =
                message(
                        out -> {
                            out.writeBytes(1, first);
                            out.writeBytes(1, second);
                            out.writeString(2, "line");
                            out.writeBytes(5, constant("factor", factor));
                            out.writeBytes(5, constant("summand", summand));
                            out.writeBytes(11, value("x"));
                            out.writeBytes(12, value("y"));
                        });
        ByteString operators = message(out -> out.writeInt64(2, 17));
        return Map.of(
                "model.onnx",
                message(
                                out -> {
                                    out.writeInt64(1, 8);
                                    out.writeBytes(7, graph);
                                    out.writeBytes(8, operators);
                                })
                        .toByteArray());
    }

    private static ByteString node(
            String domain, String operator, String left, String right, String output) {
        return message(
                out -> {
                    out.writeString(1, left);
                    out.writeString(1, right);
                    out.writeString(2, output);
                    out.writeString(4, operator);
                    out.writeString(7, domain);
                });
    }

    private static ByteString constant(String name, float value) {
        byte[] raw =
                ByteBuffer.allocate(Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(value)
                        .array();
        return message(
                out -> {
                    out.writeInt32(2, FLOAT);
                    out.writeString(8, name);
                    out.writeByteArray(9, raw);
                });
    }

    private static ByteString value(String name) {
        ByteString rows = message(out -> out.writeString(2, "rows"));
        ByteString one = message(out -> out.writeInt64(1, 1));
        ByteString shape =
                message(
                        out -> {
                            out.writeBytes(1, rows);
                            out.writeBytes(1, one);
                        });
        ByteString tensor =
                message(
                        out -> {
                            out.writeInt32(1, FLOAT);
                            out.writeBytes(2, shape);
                        });
        return message(
                out -> {
                    out.writeString(1, name);
                    out.writeBytes(2, message(type -> type.writeBytes(1, tensor)));
                });
    }
}
