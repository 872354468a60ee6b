package io.vouchsafe.rest.internal.inference;

/** BF16: the upper half of a binary32. */
public final class BrainFloat {
    private BrainFloat() {}

    /** Rounded to nearest, ties to even; NaN stays NaN. */
    public static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        int even = bits >>> 16 & 1;
        return (short) (bits + 0x7fff + even >>> 16);
    }

    public static float toFloat(short brain) {
        return Float.intBitsToFloat(brain << 16);
    }
}
