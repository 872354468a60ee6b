package io.vouchsafe.portal.internal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.portal.internal.frame.Format;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputPictureTest {
    private static final Format FORMAT = new Format(Locale.ENGLISH);

    private static List<InputPicture> read(String details) {
        try {
            return InputPicture.read(new ObjectMapper().readTree(details), FORMAT);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private static MarkedText text(String text, String spans) {
        return Objects.requireNonNull(
                read("{\"note\":{\"kind\":\"text\",\"text\":\""
                                + text
                                + "\",\"spans\":["
                                + spans
                                + "]}}")
                        .get(0)
                        .getText());
    }

    private static HeatMap map(int width, int height, int patch, String weights) {
        return Objects.requireNonNull(
                read("{\"image\":{\"kind\":\"heat-map\",\"width\":%d,\"height\":%d,\"patch\":%d,\"weights\":%s}}"
                                .formatted(width, height, patch, weights))
                        .get(0)
                        .getMap());
    }

    private static String span(int start, int end, double weight) {
        return "{\"start\":" + start + ",\"end\":" + end + ",\"weight\":" + weight + "}";
    }

    @Test
    void aText_isCutAtItsSpans_andLosesNothing() {
        MarkedText text =
                text(
                        "I 😀 like 面包!",
                        String.join(",", span(2, 3, 0.1), span(4, 8, 0.4), span(9, 10, -0.4)));

        assertThat(text.getPieces())
                .extracting(MarkedText.Piece::getText)
                .containsExactly("I ", "😀", " ", "like", " ", "面", "包!");
        assertThat(text.getPieces())
                .extracting(MarkedText.Piece::getStyle)
                .containsExactly("", "w-up-1", "", "w-up-3", "", "w-down-3", "");
        assertThat(text.getWords())
                .extracting(MarkedText.Piece::getWeight)
                .containsExactly("+0.100", "+0.400", "−0.400");
    }

    /** An explanation of another version, or a damaged one, must not take the page with it. */
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"-3, 2", "0, 99", "50, 60", "3, 1"})
    void spansThatDoNotFit_areCutToTheText(int start, int end) {
        MarkedText text = text("four", span(start, end, 1));

        assertThat(
                        text.getPieces().stream()
                                .map(MarkedText.Piece::getText)
                                .collect(Collectors.joining()))
                .isEqualTo("four");
    }

    @Test
    void anEmptyText_isSaidToBe() {
        assertThat(text("", "").isEmpty()).isTrue();
        assertThat(text("x", "").isEmpty()).isFalse();
    }

    @ParameterizedTest(name = "{0} of 1: {1}")
    @CsvSource({
        "1, w-up-3",
        "0.67, w-up-3",
        "0.5, w-up-2",
        "0.2, w-up-1",
        "0.04, ''",
        "0, ''",
        "-0.04, ''",
        "-0.06, w-down-1",
        "-1, w-down-3"
    })
    void strength_isOneOfThree(double weight, String style) {
        assertThat(InputPicture.style(weight, 1)).isEqualTo(style);
    }

    @Test
    void whereNothingWeighs_nothingIsColoured() {
        assertThat(InputPicture.style(0, 0)).isEmpty();
        assertThat(map(2, 2, 1, "[[0,0],[0,0]]").getMarked()).isEmpty();
    }

    @Test
    void aHeatMap_standsInTheImagesPixels() {
        HeatMap map = map(5, 4, 2, "[[0,1,0],[0,0,-1]]");

        assertThat(map.getMarked())
                .containsExactly(
                        new HeatMap.Field(2, 0, 2, 2, "w-up-3", 1, "+1.000"),
                        new HeatMap.Field(4, 2, 1, 2, "w-down-3", -1, "−1.000"));
        assertThat(map.getRaising()).isEqualTo(1);
        assertThat(map.getLowering()).isEqualTo(1);
        assertThat(map.getRows()).hasSize(2).allSatisfy(row -> assertThat(row).hasSize(3));
    }

    @Test
    void fieldsOutsideTheImage_areNotDrawn() {
        HeatMap map = map(2, 2, 2, "[[1,1,1],[1,1,1]]");

        assertThat(map.getMarked()).hasSize(1);
    }

    @Test
    void aKindThatIsNotKnown_isLeftOut() {
        assertThat(read("{\"sound\":{\"kind\":\"waves\"}}")).isEmpty();
    }
}
