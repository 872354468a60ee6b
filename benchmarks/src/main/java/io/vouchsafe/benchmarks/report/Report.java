package io.vouchsafe.benchmarks.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;

/** Prints measurements as they come, and at the end each budget beside what was measured. */
public final class Report {
    private final PrintStream out;
    private final List<Line> lines = new ArrayList<>();

    private record Line(String what, String budget, String measured, boolean met) {}

    public Report(PrintStream out) {
        this.out = out;
    }

    public void title(String text) {
        out.printf("%n%s%n%s%n", text, "-".repeat(text.length()));
    }

    public void say(String format, Object... values) {
        out.println("  " + String.format(Locale.ROOT, format, values));
    }

    /** A budget that a ratio's or a duration's median must keep. */
    public void budget(
            String what, String budget, Spread measured, int digits, DoublePredicate keeps) {
        boolean met = keeps.test(measured.median());
        lines.add(new Line(what, budget, measured.text(digits), met));
        say("%s: %s, budget %s: %s", what, measured.text(digits), budget, verdict(met));
    }

    /** All budgets in one table. */
    public void summary() {
        title("Budgets");
        int what = width(lines.stream().map(Line::what).toList());
        int budget = width(lines.stream().map(Line::budget).toList());
        int measured = width(lines.stream().map(Line::measured).toList());
        for (Line line : lines) {
            out.printf(
                    "  %-" + what + "s  %-" + budget + "s  %-" + measured + "s  %s%n",
                    line.what(),
                    line.budget(),
                    line.measured(),
                    verdict(line.met()));
        }
    }

    private static int width(List<String> texts) {
        return Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1));
    }

    private static String verdict(boolean met) {
        return met ? "met" : "MISSED";
    }
}
