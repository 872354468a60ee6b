package io.vouchsafe.benchmarks;

import io.vouchsafe.benchmarks.engine.EngineBenchmark;
import io.vouchsafe.benchmarks.log.LogBenchmark;
import io.vouchsafe.benchmarks.micro.MicroBenchmarks;
import io.vouchsafe.benchmarks.report.Report;
import io.vouchsafe.benchmarks.report.Spread;
import io.vouchsafe.benchmarks.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** One run: server, HTTP, engine, log, sealing and masking, and the table of budgets. */
public final class Benchmarks {
    private static final int WARM_UP = 40_000;
    private static final double PROFILED = 20;

    private final Options options;
    private final Report report = new Report(System.out);

    private Benchmarks(Options options) {
        this.options = options;
    }

    /** See {@code benchmarks/run --help}. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("vouchsafe.home", ".")).toAbsolutePath().normalize();
        Options options;
        try {
            options = Options.parse(List.of(arguments), home);
        } catch (IllegalArgumentException misused) {
            System.err.println(misused.getMessage() + " See benchmarks/run --help.");
            System.exit(2);
            return;
        }
        new Benchmarks(options).run();
        System.exit(0); // TensorFlow and JMH leave threads
    }

    private void run() throws Exception {
        machine();
        if (has("http")) {
            server();
        }
        if (has("engine")) {
            new EngineBenchmark(model(), demoBody(), options.rounds(), options.seconds() / 2)
                    .run(report, options.data());
        }
        if (has("log")) {
            new LogBenchmark(options.rounds(), options.seconds()).run(report);
        }
        if (has("micro")) {
            new MicroBenchmarks(Math.min(3, options.rounds()), Math.min(1, options.seconds()))
                    .run(report);
        }
        report.summary();
    }

    private boolean has(String part) {
        return options.parts().contains(part);
    }

    private void machine() throws IOException {
        report.title("Machine");
        report.say(
                "%d processors, Java %s, load average before: %s",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Files.readString(Path.of("/proc/loadavg")).strip());
        report.say("%d pairs of %.0f s each", options.rounds(), options.seconds());
    }

    private void server() throws Exception {
        report.title("Server");
        if (Files.notExists(options.data().resolve("demo.env"))) {
            report.say("First start: makes the data and the demo; not measured");
            start().close();
        }
        try (Suite suite = start()) {
            report.budget(
                    "server ready after start, s",
                    "≤ 25",
                    Spread.of(Set.of(suite.readySeconds())),
                    1,
                    seconds -> seconds <= 25);
            long resident = suite.residentMegabytes();
            report.say("resident after start: %d MB", resident);
            HttpBenchmark http =
                    new HttpBenchmark(suite, report, options.rounds(), options.seconds());
            http.run(options.seconds() < 5 ? WARM_UP / 2 : WARM_UP);
            report.budget(
                    "resident after load, MB",
                    "≤ 1200",
                    Spread.of(Set.of((double) suite.residentMegabytes())),
                    0,
                    megabytes -> megabytes <= 1200);
            if (options.profile()) {
                Profile profile = new Profile(suite, options.data(), report);
                profile.record("engine only", PROFILED, () -> http.load(false, PROFILED));
                profile.record("governed", PROFILED, () -> http.load(true, PROFILED));
            }
        }
    }

    private Suite start() throws IOException {
        return Suite.start(
                options.home(),
                options.data(),
                options.home().resolve("benchmarks/target/home"),
                options.offset(),
                "");
    }

    /** The demo's model as the server unpacked it. */
    private Path model() throws IOException {
        try (Stream<Path> files = Files.walk(options.data())) {
            return files.filter(file -> file.endsWith("saved_model.pb"))
                    .filter(file -> holds(file, "postcode"))
                    .map(file -> Objects.requireNonNull(file.getParent()))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "No model in "
                                                    + options.data()
                                                    + "; run the part 'http' first"));
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains(text);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Path demoBody() {
        return options.data().resolve("demo-body.json");
    }
}
