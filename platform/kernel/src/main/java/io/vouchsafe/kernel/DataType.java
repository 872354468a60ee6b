package io.vouchsafe.kernel;

/** Element types, named as in the Open Inference Protocol v2 ("Tensor Data Types"). */
public enum DataType {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP16(2),
    FP32(4),
    FP64(8),
    BF16(2),
    /** Byte strings of any length; text is UTF-8. */
    BYTES(0);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one element in bytes; 0 for {@link #BYTES}, whose elements vary. */
    public int size() {
        return bytes;
    }

    public boolean isFloating() {
        return this == FP16 || this == FP32 || this == FP64 || this == BF16;
    }
}
