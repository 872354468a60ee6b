package io.vouchsafe.inference.internal.tensorflow;

import com.google.protobuf.ByteString;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ObjIntConsumer;
import org.tensorflow.proto.TensorProto;

/**
 * Tensors from TensorFlow's messages: either raw content, or values by type of which the last is
 * repeated to the end.
 */
final class ProtoTensors {
    private static final long MOST_BYTES = 256L << 20;

    private ProtoTensors() {}

    /**
     * Reads a tensor.
     *
     * @throws IllegalArgumentException when type, shape and values do not fit together
     */
    static Tensor read(TensorProto proto) {
        DataType type =
                Types.fromTensorFlow(proto.getDtype())
                        .orElseThrow(
                                () -> new IllegalArgumentException("type " + proto.getDtype()));
        Shape shape =
                Shape.of(
                        proto.getTensorShape().getDimList().stream()
                                .mapToLong(dimension -> dimension.getSize())
                                .toArray());
        long elements = shape.isKnown() ? shape.elements() : -1;
        if (elements < 0 || elements > MOST_BYTES / Math.max(1, type.size())) {
            throw new IllegalArgumentException("shape " + shape);
        }
        return type == DataType.BYTES
                ? texts(proto, shape, (int) elements)
                : numbers(proto, type, shape, (int) elements);
    }

    private static Tensor texts(TensorProto proto, Shape shape, int elements) {
        byte[][] values = new byte[elements][];
        for (int i = 0; i < elements; i++) {
            ByteString value =
                    proto.getStringValCount() == 0
                            ? ByteString.EMPTY
                            : proto.getStringVal(Math.min(i, proto.getStringValCount() - 1));
            values[i] = value.toByteArray();
        }
        return new Tensor.Bytes(shape, values);
    }

    private static Tensor numbers(TensorProto proto, DataType type, Shape shape, int elements) {
        if (!proto.getTensorContent().isEmpty()) {
            return new Tensor.Numeric(
                    type, shape, ByteBuffer.wrap(proto.getTensorContent().toByteArray()));
        }
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(elements, type.size()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        int given = count(proto, type);
        ObjIntConsumer<ByteBuffer> writer = writer(proto, type);
        for (int i = 0; i < elements && given > 0; i++) {
            writer.accept(data, Math.min(i, given - 1));
        }
        return new Tensor.Numeric(type, shape, data.rewind());
    }

    private static int count(TensorProto proto, DataType type) {
        return switch (type) {
            case FP32 -> proto.getFloatValCount();
            case FP64 -> proto.getDoubleValCount();
            case INT64 -> proto.getInt64ValCount();
            case UINT64 -> proto.getUint64ValCount();
            case UINT32 -> proto.getUint32ValCount();
            case BOOL -> proto.getBoolValCount();
            case FP16, BF16 -> proto.getHalfValCount();
            case INT8, INT16, INT32, UINT8, UINT16 -> proto.getIntValCount();
            case BYTES -> proto.getStringValCount();
        };
    }

    private static ObjIntConsumer<ByteBuffer> writer(TensorProto proto, DataType type) {
        return switch (type) {
            case FP32 -> (data, i) -> data.putFloat(proto.getFloatVal(i));
            case FP64 -> (data, i) -> data.putDouble(proto.getDoubleVal(i));
            case INT64 -> (data, i) -> data.putLong(proto.getInt64Val(i));
            case UINT64 -> (data, i) -> data.putLong(proto.getUint64Val(i));
            case UINT32 -> (data, i) -> data.putInt(proto.getUint32Val(i));
            case INT32 -> (data, i) -> data.putInt(proto.getIntVal(i));
            case INT16, UINT16 -> (data, i) -> data.putShort((short) proto.getIntVal(i));
            case INT8, UINT8 -> (data, i) -> data.put((byte) proto.getIntVal(i));
            case BOOL -> (data, i) -> data.put((byte) (proto.getBoolVal(i) ? 1 : 0));
            case FP16, BF16 -> (data, i) -> data.putShort((short) proto.getHalfVal(i));
            case BYTES -> throw new IllegalArgumentException("not a number");
        };
    }
}
