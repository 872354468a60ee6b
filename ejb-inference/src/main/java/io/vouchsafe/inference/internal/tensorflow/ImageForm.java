package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.kernel.DataType;

/**
 * What a picture becomes: {@code height × width × channels} numbers, each {@code pixel · factor +
 * offset} of its channel.
 *
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param factors one for each channel
 * @param offsets one for each channel
 * @param edge value, from 0 to 255, of what is added around a picture that is padded
 * @param channelsFirst true for {@code [channels, height, width]}
 * @param dataType FP32, or UINT8, which is rounded and kept within 0 to 255
 */
public record ImageForm(
        int height,
        int width,
        int channels,
        Interpolation interpolation,
        float[] factors,
        float[] offsets,
        float edge,
        boolean channelsFirst,
        DataType dataType) {
    /** How a picture is made larger or smaller. */
    public enum Interpolation {
        BILINEAR("ResizeBilinear"),
        BICUBIC("ResizeBicubic"),
        NEAREST("ResizeNearestNeighbor"),
        AREA("ResizeArea");

        final String operation;

        Interpolation(String operation) {
            this.operation = operation;
        }
    }

    public ImageForm {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("A picture has 1 or 3 channels, not " + channels);
        }
        if (factors.length != channels || offsets.length != channels) {
            throw new IllegalArgumentException("Each channel has its factor and offset");
        }
        if (dataType != DataType.FP32 && dataType != DataType.UINT8) {
            throw new IllegalArgumentException("A picture becomes FP32 or UINT8, not " + dataType);
        }
    }

    /** Bytes of one picture's numbers. */
    public long bytes() {
        return (long) height * width * channels * dataType.size();
    }
}
