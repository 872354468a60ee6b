package io.vouchsafe.inference.internal.processing;

import io.vouchsafe.inference.internal.tensorflow.ImageGraph.Coding;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large a picture says it is, read before anything is decoded: a few bytes may claim gigabytes.
 * Reads what the decoders of TensorFlow go by (libjpeg, libpng, giflib, its own for BMP).
 *
 * @param pixels that decoding holds in memory: for a GIF all of its pictures together
 */
record ImageHeader(Coding coding, int width, int height, long pixels) {
    private static final long PNG = 0x89504E470D0A1A0AL;
    private static final int PNG_HEADER = 0x49484452;
    private static final int PNG_HEADER_BYTES = 13;

    /** Empty when it is no picture of a known kind, or its header is cut off. */
    static Optional<ImageHeader> read(byte[] picture) {
        ByteBuffer bytes = ByteBuffer.wrap(picture);
        try {
            ImageHeader header =
                    switch (picture.length < 4 ? 0 : bytes.getInt(0)) {
                        case 0x89504E47 -> png(bytes);
                        case 0x47494638 -> gif(bytes.order(ByteOrder.LITTLE_ENDIAN));
                        default -> jpegOrBmp(bytes);
                    };
            return Optional.ofNullable(header)
                    .filter(read -> read.width() > 0 && read.height() > 0);
        } catch (BufferUnderflowException | IndexOutOfBoundsException cutOff) {
            return Optional.empty();
        }
    }

    private static ImageHeader of(Coding coding, int width, int height) {
        return new ImageHeader(coding, width, height, (long) width * height);
    }

    private static @Nullable ImageHeader jpegOrBmp(ByteBuffer bytes) {
        if (bytes.remaining() >= 3 && bytes.getShort(0) == (short) 0xFFD8) {
            return jpeg(bytes);
        }
        boolean bmp = bytes.remaining() >= 2 && bytes.getShort(0) == 0x424D;
        return bmp ? bmp(bytes.order(ByteOrder.LITTLE_ENDIAN)) : null;
    }

    /** The first chunk is the header, or libpng refuses the file. */
    private static @Nullable ImageHeader png(ByteBuffer bytes) {
        return bytes.getLong(0) == PNG
                        && bytes.getInt(8) == PNG_HEADER_BYTES
                        && bytes.getInt(12) == PNG_HEADER
                ? of(Coding.PLAIN, bytes.getInt(16), bytes.getInt(20))
                : null;
    }

    /** Segments up to the first frame header; libjpeg refuses a second one. */
    private static @Nullable ImageHeader jpeg(ByteBuffer bytes) {
        bytes.position(2);
        while (true) {
            int marker = nextMarker(bytes);
            if (isFrame(marker)) {
                int height = Short.toUnsignedInt(bytes.getShort(bytes.position() + 3));
                int width = Short.toUnsignedInt(bytes.getShort(bytes.position() + 5));
                return of(Coding.PLAIN, width, height);
            }
            if (marker == 0xDA || marker == 0xD9) {
                return null;
            }
            boolean alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            if (!alone) {
                skip(bytes, Math.max(2, Short.toUnsignedInt(bytes.getShort(bytes.position()))));
            }
        }
    }

    /** As libjpeg: what is no marker is passed over. */
    private static int nextMarker(ByteBuffer bytes) {
        while (true) {
            int one = Byte.toUnsignedInt(bytes.get());
            if (one != 0xFF) {
                continue;
            }
            int marker = 0xFF;
            while (marker == 0xFF) {
                marker = Byte.toUnsignedInt(bytes.get());
            }
            if (marker != 0) {
                return marker;
            }
        }
    }

    private static boolean isFrame(int marker) {
        boolean tables = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
        return marker >= 0xC0 && marker <= 0xCF && !tables;
    }

    private static @Nullable ImageHeader bmp(ByteBuffer bytes) {
        int width = bytes.getInt(18);
        int height = Math.abs(bytes.getInt(22)); // negative: the first row is on top
        Coding coding =
                switch (bytes.getShort(28)) {
                    case 8 -> Coding.BMP_GREY;
                    case 24, 32 -> Coding.BMP_COLOUR;
                    default -> null;
                };
        return coding == null ? null : of(coding, width, height);
    }

    /**
     * giflib reads all pictures of the file before TensorFlow takes the first, on a canvas as wide
     * and as high as the largest of them.
     */
    private static @Nullable ImageHeader gif(ByteBuffer bytes) {
        skip(bytes, 13);
        skipColours(bytes, bytes.get(10));
        int width = 0;
        int height = 0;
        long pixels = 0;
        while (bytes.hasRemaining()) {
            int block = Byte.toUnsignedInt(bytes.get());
            if (block == 0x3B) {
                break;
            }
            if (block == 0x21) {
                skip(bytes, 1);
            } else if (block == 0x2C) {
                skip(bytes, 4);
                int frameWidth = Short.toUnsignedInt(bytes.getShort());
                int frameHeight = Short.toUnsignedInt(bytes.getShort());
                width = Math.max(width, frameWidth);
                height = Math.max(height, frameHeight);
                pixels += (long) frameWidth * frameHeight;
                skipColours(bytes, bytes.get());
                skip(bytes, 1);
            } else {
                return null;
            }
            skipBlocks(bytes);
        }
        return new ImageHeader(Coding.GIF, width, height, Math.max(pixels, (long) width * height));
    }

    private static void skipColours(ByteBuffer bytes, byte flags) {
        if ((flags & 0x80) != 0) {
            skip(bytes, 3 << ((flags & 7) + 1));
        }
    }

    private static void skipBlocks(ByteBuffer bytes) {
        for (int size = Byte.toUnsignedInt(bytes.get());
                size > 0;
                size = Byte.toUnsignedInt(bytes.get())) {
            skip(bytes, size);
        }
    }

    private static void skip(ByteBuffer bytes, int count) {
        if (count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + count);
    }
}
