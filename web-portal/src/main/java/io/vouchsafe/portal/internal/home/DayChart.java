package io.vouchsafe.portal.internal.home;

import io.vouchsafe.portal.internal.frame.Format;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls per day as bars, drawn by the server: answered from the ground, what was not answered on
 * top, the daily quota as a line when it is in sight. Two sizes, for wide pages and for phones.
 */
public final class DayChart {
    private static final int HEIGHT = 220;
    private static final int LEFT = 52;
    private static final int TOP = 16;
    private static final int GROUND = 190;

    private final int width;
    private final List<Bar> bars;
    private final List<Mark> lines;
    private final @Nullable Mark limit;

    private DayChart(int width, List<Bar> bars, List<Mark> lines, @Nullable Mark limit) {
        this.width = width;
        this.bars = bars;
        this.lines = lines;
        this.limit = limit;
    }

    /** One day's calls. */
    public record Day(LocalDate date, long answered, long failed) {
        long calls() {
            return answered + failed;
        }
    }

    static DayChart wide(List<Day> days, long quota, Format format) {
        return of(800, 2, days, quota, format);
    }

    static DayChart narrow(List<Day> days, long quota, Format format) {
        return of(340, 4, days, quota, format);
    }

    private static DayChart of(
            int width, int everyLabel, List<Day> days, long quota, Format format) {
        long most = days.stream().mapToLong(Day::calls).max().orElse(0);
        boolean inSight = quota > 0 && most * 5 >= quota;
        long step = step(Math.max(most, inSight ? quota : 0));
        long top = Math.max(4, step * ceil(Math.max(most, inSight ? quota : 1), step));
        double unit = (double) (GROUND - TOP) / top;
        List<Mark> lines = new ArrayList<>();
        for (long value = step; value <= top; value += step) {
            lines.add(new Mark(GROUND - value * unit, format.count(value)));
        }
        List<Bar> bars = new ArrayList<>();
        double pitch = (double) (width - LEFT - 4) / Math.max(1, days.size());
        for (int i = 0; i < days.size(); i++) {
            Day day = days.get(i);
            boolean labelled = (days.size() - 1 - i) % everyLabel == 0;
            bars.add(
                    new Bar(
                            LEFT + i * pitch + pitch * 0.15,
                            pitch * 0.7,
                            day.answered() * unit,
                            day.failed() * unit,
                            format.date(day.date().atStartOfDay(ZoneOffset.UTC).toInstant()),
                            labelled ? format.day(day.date()) : "",
                            format.count(day.answered()),
                            format.count(day.failed())));
        }
        Mark limit = inSight ? new Mark(GROUND - quota * unit, format.count(quota)) : null;
        return new DayChart(width, bars, lines, limit);
    }

    /** Distance of the lines: 1, 2 or 5 times a power of ten, four lines or fewer. */
    static long step(long most) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (factor * power * 4 >= most) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }

    private static long ceil(long value, long step) {
        return (value + step - 1) / step;
    }

    public int getWidth() {
        return width;
    }

    public int getHeight() {
        return HEIGHT;
    }

    public int getLeft() {
        return LEFT;
    }

    public int getGround() {
        return GROUND;
    }

    public List<Bar> getBars() {
        return bars;
    }

    public List<Mark> getLines() {
        return lines;
    }

    /** The quota, when it is in sight; null when the calls are far below it. */
    public @Nullable Mark getLimit() {
        return limit;
    }

    /** A line across the chart with its value. */
    public record Mark(double y, String value) {
        public double getY() {
            return y;
        }

        public double getTextY() {
            return y + 4;
        }

        public String getValue() {
            return value;
        }
    }

    /** One day, in the drawing's units; texts are in the person's language. */
    public record Bar(
            double x,
            double width,
            double answeredHeight,
            double failedHeight,
            String date,
            String label,
            String answered,
            String failed) {
        public double getX() {
            return x;
        }

        public double getMiddle() {
            return x + width / 2;
        }

        public double getWidth() {
            return width;
        }

        public double getAnsweredY() {
            return GROUND - answeredHeight;
        }

        public double getAnsweredHeight() {
            return answeredHeight;
        }

        public double getFailedY() {
            return GROUND - answeredHeight - failedHeight;
        }

        public double getFailedHeight() {
            return failedHeight;
        }

        /** The whole day, in full. */
        public String getDate() {
            return date;
        }

        /** The day below the axis; empty when there is no room for it. */
        public String getLabel() {
            return label;
        }

        public String getAnswered() {
            return answered;
        }

        public String getFailed() {
            return failed;
        }
    }
}
