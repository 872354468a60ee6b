package io.vouchsafe.portal.internal.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.portal.internal.frame.Format;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContributionsTest {
    private static final Format FORMAT = new Format(Locale.ENGLISH);

    @Test
    void bars_standLongestFirst_andSayWhichWay() {
        Contributions picture = one("\"income\":-0.05,\"age\":0.14,\"region\":0.07");

        assertThat(picture.getShares())
                .extracting(Contributions.Share::getFeature)
                .containsExactly("age", "region", "income");
        assertThat(picture.getMain()).isEqualTo("age");
        assertThat(picture.getWide().getBars())
                .extracting(BarDrawing.Bar::getStyle)
                .containsExactly("up", "up", "down");
        assertThat(picture.getWide().getBars())
                .extracting(BarDrawing.Bar::getAmount)
                .containsExactly("+0.140", "+0.070", "−0.050");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "\"a\":0.14,\"b\":-0.05",
                "\"a\":0.14,\"b\":0.05",
                "\"a\":-0.14,\"b\":-0.05",
                "\"a\":0.14,\"b\":-14",
                "\"a\":0",
                ""
            })
    void barsAndTheirNumbers_stayInsideThePicture(String attributions) {
        Contributions picture = one(attributions);

        for (BarDrawing drawing : List.of(picture.getWide(), picture.getNarrow())) {
            for (BarDrawing.Bar bar : drawing.getBars()) {
                assertThat(bar.getX()).isGreaterThanOrEqualTo(0);
                assertThat(bar.getX() + bar.getLength()).isLessThanOrEqualTo(drawing.getWidth());
                assertThat(bar.getY() + 16).isLessThanOrEqualTo(drawing.getHeight());
                double room =
                        bar.getAnchor().equals("start")
                                ? drawing.getWidth() - bar.getAmountX()
                                : bar.getAmountX();
                assertThat(room).as("room for the number").isGreaterThanOrEqualTo(50);
            }
        }
    }

    @Test
    void theNames_haveTheirColumnFreeOfBars() {
        for (BarDrawing.Bar bar : one("\"a\":-5,\"b\":1").getWide().getBars()) {
            assertThat(bar.getX()).isGreaterThan(230);
            assertThat(bar.getAmountX()).isGreaterThan(230 + 40);
        }
    }

    @Test
    void bars_meetAtTheMiddleAndKeepTheirProportion() {
        BarDrawing drawing = one("\"a\":0.2,\"b\":-0.1").getWide();
        BarDrawing.Bar up = drawing.getBars().get(0);
        BarDrawing.Bar down = drawing.getBars().get(1);

        assertThat(up.getX()).isEqualTo(drawing.getMiddle());
        assertThat(down.getX() + down.getLength()).isEqualTo(drawing.getMiddle());
        assertThat(up.getLength()).isEqualTo(2 * down.getLength());
    }

    @Test
    void manyFeatures_shareTheLastBar() {
        String many =
                IntStream.range(0, 16)
                        .mapToObj(i -> "\"f" + i + "\":" + (16 - i) / 100.0)
                        .collect(Collectors.joining(","));

        Contributions picture = one(many);

        assertThat(picture.getOthers()).isEqualTo(6);
        assertThat(picture.getWide().getBars()).hasSize(11);
        assertThat(picture.getWide().getBars().getLast().isRest()).isTrue();
        assertThat(picture.getWide().getBars().getLast().getAmount()).isEqualTo("+0.210");
        assertThat(picture.getShares()).hasSize(16);
    }

    @Test
    void aLongName_isShortenedInThePictureOnly() {
        String name = "number_of_late_payments_in_the_last_twelve_months";
        Contributions picture = one("\"" + name + "\":1");

        assertThat(picture.getWide().getBars().getFirst().getName()).hasSize(34).endsWith("…");
        assertThat(picture.getMain()).isEqualTo(name);
    }

    @Test
    void whatTheSentenceSays_isInTheLanguagesNumbers() {
        Contributions picture =
                Contributions.read(
                                "{\"method\":\"integrated-gradients\",\"output\":\"score\",\"steps\":50,"
                                        + "\"rows\":[{\"attributions\":{\"a\":0.19},\"baseline\":0.18,"
                                        + "\"value\":0.37,\"residual\":-0.0004}]}",
                                FORMAT)
                        .getFirst();

        assertThat(picture.getOutput()).isEqualTo("score");
        assertThat(picture.getMethod()).isEqualTo("integrated-gradients");
        assertThat(picture.getSteps()).isEqualTo(50);
        assertThat(picture.getBaseline()).isEqualTo("0.180");
        assertThat(picture.getValue()).isEqualTo("0.370");
        assertThat(picture.getResidual()).isEqualTo("−4.0e-04");
        assertThat(picture.isRaised()).isTrue();
    }

    @Test
    void ofManyRows_theFirstFiveAreDrawn() {
        String row = "{\"attributions\":{\"a\":1},\"baseline\":0,\"value\":1,\"residual\":0}";
        String rows = String.join(",", java.util.Collections.nCopies(9, row));

        assertThat(Contributions.read("{\"rows\":[" + rows + "]}", FORMAT)).hasSize(5);
        assertThat(Contributions.read("{}", FORMAT)).isEmpty();
    }

    @Test
    void whatIsNoJson_isAFault() {
        assertThatThrownBy(() -> Contributions.read("nonsense", FORMAT))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static Contributions one(String attributions) {
        return Contributions.read(
                        "{\"rows\":[{\"attributions\":{"
                                + attributions
                                + "},\"baseline\":0,\"value\":1,\"residual\":0}]}",
                        FORMAT)
                .getFirst();
    }
}
