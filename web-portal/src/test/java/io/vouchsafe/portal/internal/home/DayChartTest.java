package io.vouchsafe.portal.internal.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.portal.internal.frame.Format;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayChartTest {
    private static final Format FORMAT = new Format(Locale.ENGLISH);
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 10);

    @Test
    void bars_standOnTheGroundAndInsideThePicture() {
        for (DayChart chart :
                List.of(
                        DayChart.wide(days(700, 20, 0, 999), 0, FORMAT),
                        DayChart.narrow(days(700, 20, 0, 999), 0, FORMAT))) {
            assertThat(chart.getBars()).hasSize(4);
            for (DayChart.Bar bar : chart.getBars()) {
                assertThat(bar.getX()).isGreaterThanOrEqualTo(chart.getLeft());
                assertThat(bar.getX() + bar.getWidth()).isLessThanOrEqualTo(chart.getWidth());
                assertThat(bar.getAnsweredY() + bar.getAnsweredHeight())
                        .isEqualTo(chart.getGround());
                assertThat(bar.getFailedY() + bar.getFailedHeight()).isEqualTo(bar.getAnsweredY());
                assertThat(bar.getFailedY()).isGreaterThanOrEqualTo(0);
            }
        }
    }

    @Test
    void heights_areInProportion() {
        List<DayChart.Bar> bars = DayChart.wide(days(100, 200), 0, FORMAT).getBars();

        assertThat(bars.get(1).getAnsweredHeight()).isEqualTo(2 * bars.get(0).getAnsweredHeight());
    }

    @Test
    void whatWasNotAnswered_standsOnTop() {
        DayChart chart = DayChart.wide(List.of(new DayChart.Day(FIRST, 30, 10)), 0, FORMAT);

        DayChart.Bar bar = chart.getBars().getFirst();
        assertThat(bar.getFailedHeight() * 3).isEqualTo(bar.getAnsweredHeight());
        assertThat(bar.getAnswered()).isEqualTo("30");
        assertThat(bar.getFailed()).isEqualTo("10");
        assertThat(bar.getDate()).isEqualTo("10 Nov 2026");
    }

    @Test
    void theQuota_isALineWhenItIsInSight() {
        DayChart near = DayChart.wide(days(60_000), 100_000, FORMAT);
        DayChart far = DayChart.wide(days(50), 100_000, FORMAT);
        DayChart none = DayChart.wide(days(50), 0, FORMAT);

        assertThat(near.getLimit()).isNotNull();
        assertThat(near.getLimit().getValue()).isEqualTo("100,000");
        assertThat(near.getLimit().getY()).isBetween(0d, (double) near.getGround());
        assertThat(far.getLimit()).isNull();
        assertThat(none.getLimit()).isNull();
    }

    @Test
    void nothingCalled_isAnEmptyPictureWithItsLines() {
        DayChart chart = DayChart.wide(days(0, 0, 0), 100, FORMAT);

        assertThat(chart.getBars()).allMatch(bar -> bar.getAnsweredHeight() == 0);
        assertThat(chart.getLines()).isNotEmpty();
        assertThat(DayChart.wide(List.of(), 0, FORMAT).getBars()).isEmpty();
    }

    @Test
    void today_hasItsLabel_andOthersWhereThereIsRoom() {
        DayChart wide =
                DayChart.wide(days(IntStream.range(0, 14).mapToLong(i -> i).toArray()), 0, FORMAT);
        DayChart narrow =
                DayChart.narrow(
                        days(IntStream.range(0, 14).mapToLong(i -> i).toArray()), 0, FORMAT);

        assertThat(wide.getBars().getLast().getLabel()).isEqualTo("23 Nov");
        assertThat(wide.getBars()).filteredOn(bar -> !bar.getLabel().isEmpty()).hasSize(7);
        assertThat(narrow.getBars()).filteredOn(bar -> !bar.getLabel().isEmpty()).hasSize(4);
    }

    @ParameterizedTest(name = "{0}: a line each {1}")
    @CsvSource({
        "0, 1",
        "1, 1",
        "4, 1",
        "5, 2",
        "8, 2",
        "9, 5",
        "21, 10",
        "100000, 50000",
        "61284, 20000"
    })
    void lines_standAtRoundNumbers(long most, long step) {
        assertThat(DayChart.step(most)).isEqualTo(step);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 99, 12_345, 1_000_000_000L})
    void thereAreFourLinesOrFewer(long most) {
        assertThat(DayChart.wide(days(most), 0, FORMAT).getLines()).hasSizeBetween(1, 4);
    }

    private static List<DayChart.Day> days(long... answered) {
        return IntStream.range(0, answered.length)
                .mapToObj(i -> new DayChart.Day(FIRST.plusDays(i), answered[i], 0))
                .toList();
    }
}
