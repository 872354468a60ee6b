package io.vouchsafe.kernel;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A tensor's dimensions, outermost first; an empty shape is a scalar. In a {@link TensorSpec} -1 is
 * "any size".
 */
public final class Shape {
    public static final Shape SCALAR = new Shape();

    private final long[] sizes;

    private Shape(long... sizes) {
        this.sizes = sizes;
    }

    /** Sizes are -1 (any) or not negative; at most 32 of them. */
    public static Shape of(long... sizes) {
        if (sizes.length > 32) {
            throw new IllegalArgumentException(
                    "A tensor has at most 32 dimensions, not " + sizes.length);
        }
        for (long size : sizes) {
            if (size < -1) {
                throw new IllegalArgumentException("Dimension " + size + " is negative");
            }
        }
        return new Shape(sizes.clone());
    }

    public int rank() {
        return sizes.length;
    }

    public long size(int dimension) {
        return sizes[dimension];
    }

    public long[] toArray() {
        return sizes.clone();
    }

    /** True when no size is -1. */
    public boolean isKnown() {
        for (long size : sizes) {
            if (size < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Number of elements.
     *
     * @throws ArithmeticException when it does not fit a long, so callers refuse before they
     *     allocate
     * @throws IllegalStateException when a size is -1
     */
    public long elements() {
        long product = 1;
        for (long size : sizes) {
            if (size < 0) {
                throw new IllegalStateException("Shape " + this + " is not fully known");
            }
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    /** True when {@code actual} fits this specification (same rank, -1 matches any size). */
    public boolean accepts(Shape actual) {
        if (actual.sizes.length != sizes.length) {
            return false;
        }
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] >= 0 && sizes[i] != actual.sizes[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(sizes, that.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return Arrays.stream(sizes)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
