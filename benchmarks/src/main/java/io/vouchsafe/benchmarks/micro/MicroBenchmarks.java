package io.vouchsafe.benchmarks.micro;

import io.vouchsafe.benchmarks.report.Report;
import io.vouchsafe.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH's benchmarks, a fork for each, and compares. */
public final class MicroBenchmarks {
    private final int rounds;
    private final double seconds;

    public MicroBenchmarks(int rounds, double seconds) {
        this.rounds = rounds;
        this.seconds = seconds;
    }

    public void run(Report report) throws RunnerException {
        report.title("5. Sealing and masking (JMH, one thread)");
        for (String size : List.of("4096", "65536")) {
            sealing(report, size);
        }
        for (String density : List.of("12", "1")) {
            masking(report, density);
        }
    }

    /** Forks of both alternate, so that a disturbed minute meets both. */
    private void sealing(Report report, String size) throws RunnerException {
        List<Double> keys = new ArrayList<>();
        List<Double> jdk = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < rounds; pair++) {
            keys.add(median(scores("SealingBenchmark.keys", "size", size)));
            jdk.add(median(scores("SealingBenchmark.jdk", "size", size)));
            ratios.add(keys.getLast() / jdk.getLast());
        }
        double megabytes = Integer.parseInt(size) / 1e6;
        report.say(
                "AES-256-GCM of %s bytes: keys %.0f MB/s, JDK %.0f MB/s",
                size, Spread.of(keys).median() * megabytes, Spread.of(jdk).median() * megabytes);
        report.budget(
                "AES-GCM through keys ÷ raw JDK, %s bytes".formatted(size),
                "≥ 0.90",
                Spread.of(ratios),
                2,
                ratio -> ratio >= 0.90);
    }

    private void masking(Report report, String density) throws RunnerException {
        List<Double> speeds =
                scores("MaskingBenchmark.mask", "sentencesPerAddress", density).stream()
                        .map(calls -> calls * MaskingBenchmark.BYTES / 1e6)
                        .toList();
        report.budget(
                "masking MB/s, an e-mail address in every %s sentence(s)".formatted(density),
                "≥ 20",
                Spread.of(speeds),
                0,
                speed -> speed >= 20);
    }

    private static double median(Collection<Double> values) {
        return Spread.of(values).median();
    }

    private List<Double> scores(String benchmark, String parameter, String value)
            throws RunnerException {
        Options options =
                new OptionsBuilder()
                        .include("\\." + benchmark.replace(".", "\\.") + "$")
                        .param(parameter, value)
                        .forks(1)
                        .warmupIterations(5) // AES and GHASH become intrinsics late
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds((long) (seconds * 1000)))
                        .verbosity(VerboseMode.SILENT)
                        .build();
        List<Double> scores = new ArrayList<>();
        for (RunResult result : new Runner(options).run()) {
            StreamSupport.stream(result.getBenchmarkResults().spliterator(), false)
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .forEach(iteration -> scores.add(iteration.getPrimaryResult().getScore()));
        }
        return scores;
    }
}
