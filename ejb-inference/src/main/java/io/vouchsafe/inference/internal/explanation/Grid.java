package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.kernel.Shape;
import io.vouchsafe.privacy.PerturbedRow.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Square fields over an image, at most {@value #MOST} along its longer edge: [rows, height, width],
 * [rows, height, width, channels] or [rows, channels, height, width].
 *
 * @param planes how often the image stands behind each other (channels first), else 1
 * @param channels values of a pixel beside each other
 * @param patch edge of a field in pixels
 */
record Grid(int planes, int height, int width, int channels, int patch) {
    static final int MOST = 14;

    /** Shorter edges are no picture. */
    private static final int LEAST_EDGE = 4;

    private static final int MOST_CHANNELS = 4;

    /** Empty when a tensor of this shape is no image; sizes that are not known yet may be. */
    static Optional<Grid> of(Shape shape) {
        if (shape.rank() == 3) {
            return of(1, shape.size(1), shape.size(2), 1);
        }
        if (shape.rank() != 4) {
            return Optional.empty();
        }
        boolean channelsFirst =
                shape.size(3) > MOST_CHANNELS
                        && shape.size(1) >= 1
                        && shape.size(1) <= MOST_CHANNELS;
        return channelsFirst
                ? of(shape.size(1), shape.size(2), shape.size(3), 1)
                : of(1, shape.size(1), shape.size(2), Math.max(1, shape.size(3)));
    }

    private static Optional<Grid> of(long planes, long height, long width, long channels) {
        if (isShort(height) || isShort(width)) {
            return Optional.empty();
        }
        int patch = (int) Math.max(1, (Math.max(height, width) + MOST - 1) / MOST);
        return Optional.of(
                new Grid((int) planes, (int) height, (int) width, (int) channels, patch));
    }

    private static boolean isShort(long edge) {
        return edge >= 0 && edge < LEAST_EDGE;
    }

    int rows() {
        return (height + patch - 1) / patch;
    }

    int columns() {
        return (width + patch - 1) / patch;
    }

    /** The fields row by row, each as elements of {@code input}. */
    List<Cells> fields(String input) {
        List<Cells> fields = new ArrayList<>();
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                fields.add(field(input, row * patch, column * patch));
            }
        }
        return fields;
    }

    private Cells field(String input, int top, int left) {
        int across = Math.min(patch, width - left);
        List<Integer> starts = new ArrayList<>();
        for (int plane = 0; plane < planes; plane++) {
            for (int y = top; y < Math.min(height, top + patch); y++) {
                starts.add(((plane * height + y) * width + left) * channels);
            }
        }
        return new Cells(input, starts, across * channels);
    }
}
