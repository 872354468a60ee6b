package io.vouchsafe.inference.internal.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.inference.internal.tensorflow.ImageGraph.Coding;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageHeaderTest {
    private static byte[] file(String format) {
        return Pictures.file(format, Pictures.plain(37, 23, 0x336699));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"png, PLAIN", "jpg, PLAIN", "gif, GIF", "bmp, BMP_COLOUR"})
    void eachFormatSaysItsSize(String format, Coding coding) {
        assertThat(ImageHeader.read(file(format)))
                .contains(new ImageHeader(coding, 37, 23, 37 * 23));
    }

    @Test
    void aGreyBmpIsDecodedOtherwise() {
        byte[] grey = Pictures.file("bmp", Pictures.greys(2, 1, 2, 3, 4));

        assertThat(ImageHeader.read(grey)).contains(new ImageHeader(Coding.BMP_GREY, 2, 2, 4));
    }

    @Test
    void aBmpMayStandOnItsHead() {
        byte[] picture = file("bmp");
        ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -23);

        assertThat(ImageHeader.read(picture)).map(ImageHeader::height).contains(23);
    }

    @Test
    void aBmpOfFewColours_isNotDecoded() {
        byte[] picture = file("bmp");
        ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN).putShort(28, (short) 4);

        assertThat(ImageHeader.read(picture)).isEmpty();
    }

    @Test
    void allPicturesOfAGifCount_asTheyAreReadTogether() {
        byte[] picture =
                Pictures.animated(
                        Pictures.plain(10, 10, 1),
                        Pictures.plain(10, 10, 2),
                        Pictures.plain(10, 10, 3));

        assertThat(ImageHeader.read(picture)).map(ImageHeader::pixels).contains(300L);
    }

    @Test
    void aGifOfLongAndHighPictures_countsTheCanvas() {
        byte[] picture = Pictures.animated(Pictures.plain(200, 1, 1), Pictures.plain(1, 200, 2));

        ImageHeader header = ImageHeader.read(picture).orElseThrow();

        assertThat(header).isEqualTo(new ImageHeader(Coding.GIF, 200, 200, 40_000));
    }

    @Test
    void aJpegsSegmentsBeforeItsSize_arePassedOver() {
        byte[] picture = file("jpg");
        var longer = new ByteArrayOutputStream();
        longer.write(picture, 0, 2);
        // a comment that holds what looks like a frame of 1 × 1, then a filler
        longer.writeBytes(
                new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 11, (byte) 0xFF, (byte) 0xC0, 0, 8, 8});
        longer.writeBytes(new byte[] {0, 1, 0, 1});
        longer.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFF});
        longer.write(picture, 2, picture.length - 2);

        assertThat(ImageHeader.read(longer.toByteArray()))
                .contains(new ImageHeader(Coding.PLAIN, 37, 23, 37 * 23));
    }

    @Test
    void aJpegWithoutFrame_isNone() {
        byte[] scanFirst = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDA, 0, 4, 0, 0};
        byte[] endAtOnce = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};

        assertThat(ImageHeader.read(scanFirst)).isEmpty();
        assertThat(ImageHeader.read(endAtOnce)).isEmpty();
    }

    @Test
    void aPngWhoseHeaderIsNotFirst_isNone() {
        byte[] picture = file("png");
        picture[12] = 'X';

        assertThat(ImageHeader.read(picture)).isEmpty();
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"0, 5", "5, 0", "-1, 5", "5, -2147483648"})
    void aSizeThatIsNone_isRefused(int width, int height) {
        byte[] picture = file("png");
        ByteBuffer.wrap(picture).putInt(16, width).putInt(20, height);

        assertThat(ImageHeader.read(picture)).isEmpty();
    }

    @Test
    void aHugeSizeDoesNotOverflow() {
        byte[] picture = file("png");
        ByteBuffer.wrap(picture).putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);

        assertThat(ImageHeader.read(picture))
                .map(ImageHeader::pixels)
                .contains((long) Integer.MAX_VALUE * Integer.MAX_VALUE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"png", "jpg", "gif", "bmp"})
    void aCutOffFile_neverThrows(String format) {
        byte[] picture = file(format);

        for (int length = 0; length < picture.length; length++) {
            byte[] part = Arrays.copyOf(picture, length);
            ImageHeader.read(part).ifPresent(read -> assertThat(read.width()).isEqualTo(37));
        }
    }

    @Test
    void noise_neverThrowsAndNeverHangs() {
        Random random = new Random(5);
        byte[][] starts = {
            {(byte) 0xFF, (byte) 0xD8}, "GIF89a".getBytes(), "BM".getBytes(), {(byte) 0x89, 'P'}
        };
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            byte[] start = starts[i % starts.length];
            System.arraycopy(start, 0, noise, 0, Math.min(start.length, noise.length));
            ImageHeader.read(noise).ifPresent(read -> assertThat(read.pixels()).isPositive());
        }
    }
}
