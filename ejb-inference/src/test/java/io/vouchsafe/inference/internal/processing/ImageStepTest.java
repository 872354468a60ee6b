package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.Declared.echo;
import static io.vouchsafe.inference.internal.processing.Declared.fault;
import static io.vouchsafe.inference.internal.processing.Declared.files;
import static io.vouchsafe.inference.internal.processing.Declared.floats;
import static io.vouchsafe.inference.internal.processing.Declared.predict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.DataType;

class ImageStepTest {
    private static final int RED = 0xFF0000;
    private static final int GREEN = 0x00FF00;
    private static final int BLUE = 0x0000FF;
    private static final int WHITE = 0xFFFFFF;

    @TempDir Path folder;

    private static String step(int width, int height, int channels, String more) {
        return """
        {"step": "image", "from": "photo", "to": "x", "width": %d, "height": %d,
         "channels": %d%s}"""
                .formatted(width, height, channels, more.isEmpty() ? "" : ", " + more);
    }

    private LoadedModel model(int width, int height, int channels, String more) {
        return echo(
                folder,
                step(width, height, channels, more),
                DataType.DT_FLOAT,
                -1,
                height,
                width,
                channels);
    }

    private static float[] numbers(LoadedModel model, byte[]... pictures) {
        return floats(predict(model, Map.of("photo", files(pictures))).get("y"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"png", "bmp", "gif"})
    void losslessFormats_keepEveryPixel(String format) {
        byte[] picture = Pictures.file(format, Pictures.colours(2, RED, GREEN, BLUE, WHITE));

        try (LoadedModel model = model(2, 2, 3, "")) {
            assertThat(numbers(model, picture))
                    .containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
        }
    }

    @Test
    void aJpegKeepsAPlainColour() {
        byte[] picture = Pictures.file("jpg", Pictures.plain(16, 16, 0x804020));

        try (LoadedModel model = model(16, 16, 3, "")) {
            float[] numbers = numbers(model, picture);
            assertThat(numbers[0]).isCloseTo(0x80, within(3f));
            assertThat(numbers[1]).isCloseTo(0x40, within(3f));
            assertThat(numbers[2]).isCloseTo(0x20, within(3f));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"png", "bmp"})
    void greyStaysGrey_andBecomesColourWhenTheModelWantsThree(String format) {
        byte[] picture = Pictures.file(format, Pictures.greys(2, 0, 85, 170, 255));

        try (LoadedModel grey = model(2, 2, 1, "")) {
            assertThat(numbers(grey, picture)).containsExactly(0, 85, 170, 255);
        }
        try (LoadedModel colour = model(2, 2, 3, "")) {
            assertThat(numbers(colour, picture))
                    .containsExactly(0, 0, 0, 85, 85, 85, 170, 170, 170, 255, 255, 255);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"png", "bmp", "gif"})
    void coloursBecomeTheirLightness(String format) {
        byte[] picture = Pictures.file(format, Pictures.colours(2, RED, GREEN, BLUE, WHITE));

        try (LoadedModel model = model(2, 2, 1, "")) {
            float[] numbers = numbers(model, picture);
            assertThat(numbers[0]).isCloseTo(76, within(1f));
            assertThat(numbers[1]).isCloseTo(150, within(1f));
            assertThat(numbers[2]).isCloseTo(29, within(1f));
            assertThat(numbers[3]).isCloseTo(255, within(0.01f));
        }
    }

    @Test
    void opacityIsLeftOut() {
        BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 0x80FF0000);

        try (LoadedModel model = model(1, 1, 3, "")) {
            assertThat(numbers(model, Pictures.file("png", clear))).containsExactly(255, 0, 0);
        }
    }

    @Test
    void ofAnAnimatedGifTheFirstPictureCounts() {
        byte[] picture = Pictures.animated(Pictures.plain(2, 1, RED), Pictures.plain(2, 1, GREEN));

        try (LoadedModel model = model(2, 1, 3, "")) {
            assertThat(numbers(model, picture)).containsExactly(255, 0, 0, 255, 0, 0);
        }
    }

    @Test
    void aGifOfPicturesOfSeveralSizes_isDecodedOnItsCanvas() {
        byte[] picture = Pictures.animated(Pictures.plain(4, 4, RED), Pictures.plain(8, 8, GREEN));

        try (LoadedModel model = model(8, 8, 3, "")) {
            float[] numbers = numbers(model, picture);
            assertThat(numbers).startsWith(255, 0, 0).endsWith(0, 0, 0);
        }
    }

    @Test
    void numbersAreScaledAndNormalisedPerChannel() {
        byte[] picture = Pictures.file("png", Pictures.colours(1, 0xFF8000));

        try (LoadedModel model =
                model(
                        1,
                        1,
                        3,
                        """
                        "scale": 0.00392156862745098, "mean": [0.485, 0.456, 0.406],
                        "deviation": [0.229, 0.224, 0.225]""")) {
            float[] numbers = numbers(model, picture);
            assertThat(numbers[0]).isCloseTo((1f - 0.485f) / 0.229f, within(1e-5f));
            assertThat(numbers[1]).isCloseTo((128 / 255f - 0.456f) / 0.224f, within(1e-5f));
            assertThat(numbers[2]).isCloseTo(-0.406f / 0.225f, within(1e-5f));
        }
    }

    @Test
    void oneMeanServesAllChannels() {
        byte[] picture = Pictures.file("png", Pictures.colours(1, 0x7F007F));

        try (LoadedModel model = model(1, 1, 3, "\"mean\": 127, \"deviation\": 2")) {
            assertThat(numbers(model, picture)).containsExactly(0, -63.5f, 0);
        }
    }

    @Test
    void stretchingUsesTheWholePicture() {
        byte[] picture = Pictures.file("png", Pictures.greys(4, 0, 0, 200, 200));

        try (LoadedModel model = model(2, 1, 1, "")) {
            assertThat(numbers(model, picture)).containsExactly(0, 200);
        }
    }

    @Test
    void enlargingIsBilinearBetweenThePixelsMiddles() {
        byte[] picture = Pictures.file("png", Pictures.greys(2, 0, 100));

        try (LoadedModel model = model(4, 1, 1, "")) {
            assertThat(numbers(model, picture)).containsExactly(0, 25, 75, 100);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"nearest, 0, 0, 100, 100", "area, 0, 0, 100, 100"})
    void otherInterpolations(String way, float a, float b, float c, float d) {
        byte[] picture = Pictures.file("png", Pictures.greys(2, 0, 100));

        try (LoadedModel model = model(4, 1, 1, "\"resize\": \"" + way + "\"")) {
            assertThat(numbers(model, picture)).containsExactly(a, b, c, d);
        }
    }

    @Test
    void bicubicOvershootsAsItDoes() {
        byte[] picture = Pictures.file("png", Pictures.greys(2, 0, 100));

        try (LoadedModel model = model(4, 1, 1, "\"resize\": \"bicubic\"")) {
            float[] numbers = numbers(model, picture);
            assertThat(numbers[0] + numbers[3]).isCloseTo(100, within(0.01f));
            assertThat(numbers).isSorted();
        }
    }

    @Test
    void croppingTakesTheMiddle() {
        byte[] wide = Pictures.file("png", Pictures.greys(4, 10, 20, 30, 40, 50, 60, 70, 80));
        byte[] high = Pictures.file("png", Pictures.greys(2, 10, 20, 30, 40, 50, 60, 70, 80));

        try (LoadedModel model = model(2, 2, 1, "\"fit\": \"crop\"")) {
            assertThat(numbers(model, wide, high)).containsExactly(20, 30, 60, 70, 30, 40, 50, 60);
        }
    }

    @Test
    void aShareKeepsTheMiddleOfTheMiddle() {
        int[] levels = new int[16];
        levels[5] = levels[6] = levels[9] = levels[10] = 90;
        byte[] picture = Pictures.file("png", Pictures.greys(4, levels));

        try (LoadedModel model = model(2, 2, 1, "\"fit\": \"crop\", \"share\": 0.5")) {
            assertThat(numbers(model, picture)).containsExactly(90, 90, 90, 90);
        }
    }

    @Test
    void paddingKeepsTheProportions_andNormalisesTheEdgeToo() {
        byte[] wide = Pictures.file("png", Pictures.greys(2, 100, 200));

        try (LoadedModel model = model(2, 3, 1, "\"fit\": \"pad\", \"edge\": 50, \"scale\": 0.1")) {
            float[] numbers = numbers(model, wide);
            assertThat(numbers).hasSize(6);
            assertThat(numbers[0]).isCloseTo(5, within(1e-5f));
            assertThat(numbers[2]).isCloseTo(10, within(1e-5f));
            assertThat(numbers[3]).isCloseTo(20, within(1e-5f));
            assertThat(numbers[5]).isCloseTo(5, within(1e-5f));
        }
    }

    @Test
    void anExactSizeIsAskedFor() {
        byte[] right = Pictures.file("png", Pictures.greys(2, 1, 2));
        byte[] turned = Pictures.file("png", Pictures.greys(1, 1, 2));

        try (LoadedModel model = model(2, 1, 1, "\"fit\": \"exact\"")) {
            assertThat(numbers(model, right)).containsExactly(1, 2);
            assertThat(fault(model, Map.of("photo", files(right, turned))))
                    .isEqualTo(
                            "Row 1 of input 'photo' is a picture of 1 × 2; it must be 2 × 1"
                                    + " (width × height).");
        }
    }

    @Test
    void channelsMayComeFirst() {
        byte[] picture = Pictures.file("png", Pictures.colours(2, RED, BLUE));

        try (LoadedModel model =
                echo(
                        folder,
                        step(2, 1, 3, "\"layout\": \"nchw\""),
                        DataType.DT_FLOAT,
                        -1,
                        3,
                        1,
                        2)) {
            assertThat(numbers(model, picture)).containsExactly(255, 0, 0, 0, 0, 255);
        }
    }

    @Test
    void allNumbersMayStandInOneDimension() {
        byte[] picture = Pictures.file("png", Pictures.greys(2, 1, 2, 3, 4));

        try (LoadedModel model =
                echo(folder, step(2, 2, 1, "\"layout\": \"flat\""), DataType.DT_FLOAT, -1, 4)) {
            assertThat(numbers(model, picture)).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void aModelOfBytesGetsBytes_roundedAndKeptInRange() {
        byte[] picture = Pictures.file("png", Pictures.greys(3, 10, 101, 255));

        try (LoadedModel model =
                echo(
                        folder,
                        step(3, 1, 1, "\"scale\": 1.5, \"mean\": 16"),
                        DataType.DT_UINT8,
                        -1,
                        1,
                        3,
                        1)) {
            ByteBuffer bytes =
                    ((Tensor.Numeric) predict(model, Map.of("photo", files(picture))).get("y"))
                            .buffer();
            assertThat(new int[] {bytes.get() & 255, bytes.get() & 255, bytes.get() & 255})
                    .containsExactly(0, 136, 255); // 135.5 to the even neighbour
        }
    }

    @Test
    void theClientSeesPicturesInsteadOfNumbers() {
        try (LoadedModel model = model(2, 2, 3, "")) {
            Signature signature = model.signatures().get(Signature.DEFAULT);
            assertThat(signature.inputs())
                    .containsExactly(
                            new TensorSpec(
                                    "photo", io.vouchsafe.kernel.DataType.BYTES, Shape.of(-1)));
        }
    }

    @Test
    void aBatchIsItsRowsApart() {
        Random random = new Random(7);
        String[] formats = {"png", "jpg", "gif", "bmp"};
        byte[][] pictures = new byte[12][];
        for (int i = 0; i < pictures.length; i++) {
            int width = 1 + random.nextInt(40);
            int height = 1 + random.nextInt(40);
            int[] colours = random.ints(width * height, 0, 1 << 24).toArray();
            pictures[i] = Pictures.file(formats[i % 4], Pictures.colours(width, colours));
        }

        try (LoadedModel model = model(8, 6, 3, "\"fit\": \"pad\", \"scale\": 0.01")) {
            float[] together = numbers(model, pictures);
            int each = 8 * 6 * 3;
            for (int i = 0; i < pictures.length; i++) {
                assertThat(numbers(model, pictures[i]))
                        .isEqualTo(Arrays.copyOfRange(together, i * each, (i + 1) * each));
            }
        }
    }

    @Test
    void noRowsGiveNoRows() {
        try (LoadedModel model = model(2, 3, 1, "")) {
            Tensor answer = predict(model, Map.of("photo", files())).get("y");
            assertThat(answer.shape()).isEqualTo(Shape.of(0, 3, 2, 1));
        }
    }

    @Test
    void whatIsNoPicture_isToldByItsRow() {
        byte[] good = Pictures.file("png", Pictures.greys(1, 1));

        try (LoadedModel model = model(1, 1, 1, "")) {
            for (byte[] bad : new byte[][] {{}, {1, 2, 3}, "<svg/>".getBytes(), {'B', 'M'}}) {
                assertThat(fault(model, Map.of("photo", files(good, bad))))
                        .isEqualTo("Row 1 of input 'photo' is no JPEG, PNG, GIF or BMP picture.");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void aDamagedPicture_isTheInputsFault(String format) {
        int[] colours = new Random(3).ints(32 * 32, 0, 1 << 24).toArray();
        byte[] whole = Pictures.file(format, Pictures.colours(32, colours));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);

        try (LoadedModel model = model(4, 4, 3, "")) {
            assertThat(fault(model, Map.of("photo", files(half))))
                    .startsWith("Row 0 of input 'photo'");
        }
    }

    @Test
    void randomDamage_neverHurtsTheModel() {
        Random random = new Random(11);
        int[] colours = random.ints(24 * 24, 0, 1 << 24).toArray();
        String[] formats = {"png", "jpg", "gif", "bmp"};

        try (LoadedModel model = model(4, 4, 3, "")) {
            for (int i = 0; i < 400; i++) {
                byte[] picture = Pictures.file(formats[i % 4], Pictures.colours(24, colours));
                for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                    picture[random.nextInt(picture.length)] = (byte) random.nextInt();
                }
                try {
                    assertThat(numbers(model, picture)).hasSize(48);
                } catch (io.vouchsafe.inference.spi.PredictionFailedException told) {
                    assertThat(told.said()).isPresent();
                }
            }
            assertThat(numbers(model, Pictures.file("png", Pictures.colours(24, colours))))
                    .hasSize(48);
        }
    }

    @Test
    void morePixelsThanDeclared_areRefusedBeforeDecoding() {
        byte[] picture = Pictures.file("png", Pictures.plain(11, 10, WHITE));

        try (LoadedModel model = model(1, 1, 3, "\"mostPixels\": 100")) {
            assertThat(fault(model, Map.of("photo", files(picture))))
                    .isEqualTo("Row 0 of input 'photo' has more than 100 pixels.");
        }
    }

    @Test
    void aBombIsRefusedByItsHeader() {
        byte[] picture = Pictures.file("png", Pictures.plain(1, 1, WHITE));
        ByteBuffer.wrap(picture).putInt(16, 60_000).putInt(20, 60_000);

        try (LoadedModel model = model(1, 1, 3, "")) {
            assertThat(fault(model, Map.of("photo", files(picture))))
                    .contains("more than 25000000 pixels");
        }
    }

    @Test
    void morePicturesThanFitInMemory_areRefusedBeforeTheyAreDecoded() {
        byte[] picture = Pictures.file("png", Pictures.plain(1, 1, WHITE));
        byte[][] many = new byte[100][];
        Arrays.fill(many, picture);

        try (LoadedModel model = model(2000, 2000, 3, "")) {
            assertThat(fault(model, Map.of("photo", files(many))))
                    .contains("too many pictures at once");
        }
    }

    @Test
    void aPassedDeadline_stopsBetweenPictures() {
        byte[] picture = Pictures.file("png", Pictures.plain(1, 1, WHITE));

        try (LoadedModel model = model(1, 1, 3, "")) {
            assertThatThrownBy(
                            () ->
                                    model.predict(
                                            model.signatures().get(Signature.DEFAULT),
                                            MaskedInput.insecureUnmasked(
                                                    new Payload(Map.of("photo", files(picture)))),
                                            Set.of(),
                                            Deadline.in(Duration.ZERO)))
                    .isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void aClosedModelSaysSo() {
        byte[] picture = Pictures.file("png", Pictures.plain(1, 1, WHITE));
        LoadedModel model = model(1, 1, 3, "");
        Signature signature = model.signatures().get(Signature.DEFAULT);
        model.close();
        model.close();

        assertThatThrownBy(
                        () ->
                                model.predict(
                                        signature,
                                        MaskedInput.insecureUnmasked(
                                                new Payload(Map.of("photo", files(picture)))),
                                        Set.of()))
                .isInstanceOf(ModelClosedException.class);
    }
}
