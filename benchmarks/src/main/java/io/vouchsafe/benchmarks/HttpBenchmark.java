package io.vouchsafe.benchmarks;

import io.vouchsafe.benchmarks.load.Latencies;
import io.vouchsafe.benchmarks.load.Load;
import io.vouchsafe.benchmarks.load.Wire;
import io.vouchsafe.benchmarks.report.Report;
import io.vouchsafe.benchmarks.report.Spread;
import io.vouchsafe.benchmarks.suite.BenchEar;
import io.vouchsafe.benchmarks.suite.Contract;
import io.vouchsafe.benchmarks.suite.DemoEnv;
import io.vouchsafe.benchmarks.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The governed request beside the same request with authentication and engine only. */
final class HttpBenchmark {
    private static final List<Integer> CONNECTIONS = List.of(8, 32);
    private static final int PATIENCE = 60;
    private static final long WARM_UP_LIMIT = 180_000_000_000L;

    private final Suite suite;
    private final Report report;
    private final int rounds;
    private final double seconds;
    private final Wire governed;
    private final Wire baseline;

    HttpBenchmark(Suite suite, Report report, int rounds, double seconds)
            throws IOException, InterruptedException {
        this.suite = suite;
        this.report = report;
        this.rounds = rounds;
        this.seconds = seconds;
        DemoEnv demo = suite.demo();
        Map<String, String> headers =
                Map.of(
                        "Authorization",
                        "Bearer " + demo.get("VOUCHSAFE_API_KEY"),
                        "Vouchsafe-Purpose",
                        "credit-decision",
                        "Vouchsafe-Contract",
                        Contract.ensure(demo, suite.data()));
        byte[] body = Files.readAllBytes(Path.of(demo.get("VOUCHSAFE_DEMO_BODY")));
        String path = "/v2/models/" + demo.get("VOUCHSAFE_DEMO_MODEL") + "/infer";
        URI url = URI.create(demo.get("VOUCHSAFE_URL"));
        this.governed = Wire.post(url.resolve(path), headers, body);
        this.baseline = Wire.post(url.resolve(BenchEar.CONTEXT + path), headers, body);
    }

    /** Saturation, then added latency at half of the least saturated speed. */
    void run(int warmUp) throws IOException, InterruptedException {
        report.title("2 and 3. Authentication and engine only, and the governed request (HTTP)");
        warm(warmUp);
        double least = Double.MAX_VALUE;
        for (int connections : CONNECTIONS) {
            least = Math.min(least, saturated(connections));
        }
        halfLoad(least / 2);
    }

    /** Also waits for the contract, which reaches the request path within a second. */
    private void warm(int warmUp) throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                Load.closed(governed, 1, 0.05);
                break;
            } catch (IllegalStateException notYet) {
                if (i == PATIENCE) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(250);
            }
        }
        int[] answered = new int[2];
        long end = System.nanoTime() + WARM_UP_LIMIT;
        while (Math.min(answered[0], answered[1]) < warmUp && System.nanoTime() < end) {
            answered[0] += Load.closed(baseline, 8, 2).latencies().size();
            answered[1] += Load.closed(governed, 8, 2).latencies().size();
        }
        report.say("warmed up by %d and %d requests", answered[0], answered[1]);
    }

    /** What one kind of request costs, summed over its rounds. */
    private static final class Cost {
        private int answers;
        private double server;
        private double database;
        private final Map<String, Duration> threads = new TreeMap<>();

        private void add(Map<String, Duration> after, Map<String, Duration> before) {
            after.forEach(
                    (name, time) ->
                            threads.merge(
                                    name,
                                    time.minus(before.getOrDefault(name, Duration.ZERO)),
                                    Duration::plus));
        }

        private double micros(double seconds) {
            return seconds / Math.max(1, answers) * 1e6;
        }

        /** The dearest groups of threads, in µs per request. */
        private String dearest() {
            return threads.entrySet().stream()
                    .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                    .limit(7)
                    .map(
                            group ->
                                    "%s %.0f"
                                            .formatted(
                                                    group.getKey(),
                                                    micros(group.getValue().toMillis() / 1e3)))
                    .collect(Collectors.joining(", "));
        }
    }

    private double saturated(int connections) throws IOException {
        List<Double> engine = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        Cost engineCost = new Cost();
        Cost allCost = new Cost();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                all.add(measured(governed, connections, allCost));
                engine.add(measured(baseline, connections, engineCost));
            } else {
                engine.add(measured(baseline, connections, engineCost));
                all.add(measured(governed, connections, allCost));
            }
            ratios.add(all.getLast() / engine.getLast());
        }
        say(connections, "engine only", engine, engineCost);
        say(connections, "governed", all, allCost);
        report.say(
                "processor time, engine only ÷ governed (near the ratio of a quiet machine): %.2f",
                engineCost.micros(engineCost.server + engineCost.database)
                        / allCost.micros(allCost.server + allCost.database));
        report.budget(
                "governed ÷ engine only, throughput, %d connections".formatted(connections),
                "≥ 0.80",
                Spread.of(ratios),
                2,
                ratio -> ratio >= 0.80);
        return Spread.of(all).median();
    }

    /** Adds answers and processor seconds of WildFly and PostgreSQL to {@code cost}. */
    private double measured(Wire wire, int connections, Cost cost) throws IOException {
        double server = suite.processorSeconds();
        double database = suite.databaseSeconds();
        Map<String, Duration> threads = suite.threadTimes();
        Load.Result result = Load.closed(wire, connections, seconds);
        cost.answers += result.latencies().size();
        cost.server += suite.processorSeconds() - server;
        cost.database += suite.databaseSeconds() - database;
        cost.add(suite.threadTimes(), threads);
        return result.perSecond();
    }

    private void say(int connections, String what, List<Double> speeds, Cost cost) {
        report.say(
                "%2d connections, %-11s %s requests/s; processor µs per request: WildFly %.0f, PostgreSQL %.0f",
                connections,
                what + ":",
                Spread.of(speeds).text(0),
                cost.micros(cost.server),
                cost.micros(cost.database));
        report.say("    by threads, µs: %s", cost.dearest());
    }

    private void halfLoad(double perSecond) {
        List<Double> median = new ArrayList<>();
        List<Double> tail = new ArrayList<>();
        List<Latencies> last = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Latencies all;
            Latencies engine;
            if (round % 2 == 0) {
                all = Load.open(governed, 32, perSecond, seconds).latencies();
                engine = Load.open(baseline, 32, perSecond, seconds).latencies();
            } else {
                engine = Load.open(baseline, 32, perSecond, seconds).latencies();
                all = Load.open(governed, 32, perSecond, seconds).latencies();
            }
            median.add(all.millis(50) - engine.millis(50));
            tail.add(all.millis(99) - engine.millis(99));
            last = List.of(engine, all);
            report.say(
                    "%.0f requests/s due: engine only p50 %.2f p99 %.2f ms, governed p50 %.2f p99 %.2f ms",
                    perSecond,
                    last.getFirst().millis(50),
                    last.getFirst().millis(99),
                    last.getLast().millis(50),
                    last.getLast().millis(99));
        }
        report.budget(
                "added latency at half load, p50 ms",
                "≤ 2",
                Spread.of(median),
                2,
                added -> added <= 2);
        report.budget(
                "added latency at half load, p99 ms",
                "≤ 8",
                Spread.of(tail),
                2,
                added -> added <= 8);
    }

    /** Load of one kind, to be looked at by a profiler meanwhile. */
    void load(boolean governedOne, double forSeconds) {
        Load.closed(governedOne ? governed : baseline, 8, forSeconds);
    }
}
