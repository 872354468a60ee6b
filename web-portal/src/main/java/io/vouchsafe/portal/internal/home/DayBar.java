package io.vouchsafe.portal.internal.home;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One day's calls as a bar in a drawing of 600 by 120. */
public record DayBar(
        LocalDate day, long answered, long failed, double x, double width, double height) {
    static final int WIDTH = 600;
    static final int HEIGHT = 120;

    /** Bars of consecutive days; the tallest reaches the top. */
    static List<DayBar> of(LocalDate first, long[] answered, long[] failed) {
        long most = 1;
        for (int i = 0; i < answered.length; i++) {
            most = Math.max(most, answered[i] + failed[i]);
        }
        double pitch = (double) WIDTH / answered.length;
        List<DayBar> bars = new ArrayList<>();
        for (int i = 0; i < answered.length; i++) {
            bars.add(
                    new DayBar(
                            first.plusDays(i),
                            answered[i],
                            failed[i],
                            i * pitch + 3,
                            pitch - 6,
                            (double) HEIGHT * (answered[i] + failed[i]) / most));
        }
        return bars;
    }

    public LocalDate getDay() {
        return day;
    }

    public long getAnswered() {
        return answered;
    }

    public long getFailed() {
        return failed;
    }

    public double getX() {
        return x;
    }

    public double getY() {
        return HEIGHT - height;
    }

    public double getWidth() {
        return width;
    }

    public double getHeight() {
        return height;
    }
}
