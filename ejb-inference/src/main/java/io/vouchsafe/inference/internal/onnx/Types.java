package io.vouchsafe.inference.internal.onnx;

import ai.onnxruntime.OnnxJavaType;
import io.vouchsafe.kernel.DataType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Element types: numbers of {@code TensorProto.DataType} in onnx.proto, and ours. */
final class Types {
    private Types() {}

    /** Ours; empty for what no protocol of the suite can carry, such as complex numbers. */
    static Optional<DataType> fromOnnx(int type) {
        return Optional.ofNullable(
                switch (type) {
                    case 1 -> DataType.FP32;
                    case 2 -> DataType.UINT8;
                    case 3 -> DataType.INT8;
                    case 4 -> DataType.UINT16;
                    case 5 -> DataType.INT16;
                    case 6 -> DataType.INT32;
                    case 7 -> DataType.INT64;
                    case 8 -> DataType.BYTES;
                    case 9 -> DataType.BOOL;
                    case 10 -> DataType.FP16;
                    case 11 -> DataType.FP64;
                    case 12 -> DataType.UINT32;
                    case 13 -> DataType.UINT64;
                    case 16 -> DataType.BF16;
                    default -> null;
                });
    }

    /** Number of the type in onnx.proto. */
    static int toOnnx(DataType type) {
        return switch (type) {
            case FP32 -> 1;
            case UINT8 -> 2;
            case INT8 -> 3;
            case UINT16 -> 4;
            case INT16 -> 5;
            case INT32 -> 6;
            case INT64 -> 7;
            case BYTES -> 8;
            case BOOL -> 9;
            case FP16 -> 10;
            case FP64 -> 11;
            case UINT32 -> 12;
            case UINT64 -> 13;
            case BF16 -> 16;
        };
    }

    /** The binding's type that a buffer can be given as; null when it has none. */
    static @Nullable OnnxJavaType binding(DataType type) {
        return switch (type) {
            case FP32 -> OnnxJavaType.FLOAT;
            case FP64 -> OnnxJavaType.DOUBLE;
            case FP16 -> OnnxJavaType.FLOAT16;
            case BF16 -> OnnxJavaType.BFLOAT16;
            case INT8 -> OnnxJavaType.INT8;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case BOOL -> OnnxJavaType.BOOL;
            case UINT16, UINT32, UINT64, BYTES -> null;
        };
    }
}
