package io.vouchsafe.rest.internal.openinference;

/** BF16: the upper half of a binary32. */
final class BrainFloat {
    private BrainFloat() {}

    /** Rounded to nearest, ties to even; NaN stays NaN. */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        int even = bits >>> 16 & 1;
        return (short) (bits + 0x7fff + even >>> 16);
    }

    static float toFloat(short brain) {
        return Float.intBitsToFloat(brain << 16);
    }
}
