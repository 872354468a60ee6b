package io.vouchsafe.rest.internal.tensorflowserving;

import io.vouchsafe.kernel.DataType;

/** TensorFlow's names of the element types. */
final class ServingTypes {
    private ServingTypes() {}

    /** Of {@code tensorflow.DataType}, such as {@code DT_FLOAT}. */
    static String dtype(DataType type) {
        return switch (type) {
            case FP16 -> "DT_HALF";
            case BF16 -> "DT_BFLOAT16";
            case FP32 -> "DT_FLOAT";
            case FP64 -> "DT_DOUBLE";
            case BYTES -> "DT_STRING";
            default -> "DT_" + type.name();
        };
    }

    /** As error texts have it, such as {@code float}. */
    static String shown(DataType type) {
        return dtype(type).substring("DT_".length()).toLowerCase(java.util.Locale.ROOT);
    }
}
