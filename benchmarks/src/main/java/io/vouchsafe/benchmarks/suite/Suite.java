package io.vouchsafe.benchmarks.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, Keycloak and WildFly with the bench EAR, started and stopped by the launcher. */
public final class Suite implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(10);

    private final Process launcher;
    private final Path data;
    private final double readySeconds;
    private final ProcessHandle wildfly;

    private Suite(Process launcher, Path data, double readySeconds, ProcessHandle wildfly) {
        this.launcher = launcher;
        this.data = data;
        this.readySeconds = readySeconds;
        this.wildfly = wildfly;
    }

    /**
     * Starts and waits until the demo is there.
     *
     * @param home the checkout, built
     * @param data the benchmark's own data folder
     * @param work where the copy of the EAR goes
     * @param options of the server's JVM, beside its own
     */
    public static Suite start(Path home, Path data, Path work, int offset, String options)
            throws IOException {
        ProcessBuilder command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dvouchsafe.home=" + installation(home, work),
                        "-jar",
                        home.resolve("server/launcher/target/server-launcher.jar").toString(),
                        "--offset",
                        Integer.toString(offset),
                        "--data",
                        data.toString());
        command.redirectErrorStream(true);
        command.environment().put("VOUCHSAFE_JAVA_OPTS", options);
        Process launcher = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher), "stop the suite"));
        CompletableFuture<Boolean> ready = CompletableFuture.supplyAsync(() -> follow(launcher));
        double seconds;
        try {
            seconds = readyAfter(launcher, data, 8080 + offset);
            if (!ready.get(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The suite did not start; see the lines above");
            }
        } catch (Exception failed) {
            stop(launcher);
            throw new IllegalStateException("The suite did not start", failed);
        }
        Thread.ofPlatform().daemon().start(() -> follow(launcher));
        return new Suite(launcher, data, seconds, server(data));
    }

    /** The launcher's picture of a checkout, with our EAR in the EAR's place. */
    private static Path installation(Path home, Path work) throws IOException {
        BenchEar.write(
                home.resolve("ear/target/vouchsafe.ear"), work.resolve("ear/target/vouchsafe.ear"));
        for (String part :
                List.of(
                        "server/wildfly/target/wildfly",
                        "server/keycloak/target/keycloak",
                        "server/keycloak/target/realm")) {
            Path link = work.resolve(part);
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, home.resolve(part));
        }
        return work;
    }

    /** Copies the launcher's lines until it is ready; false when it ended before. */
    private static boolean follow(Process launcher) {
        // not closed: it is read on after the start
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(" s  ") || line.contains("fail")) {
                    System.out.println("  | " + line);
                }
                if (line.contains("Ready. Ctrl-C")) {
                    return true;
                }
            }
            return false;
        } catch (IOException ended) {
            return false; // the launcher was stopped
        }
    }

    /** From WildFly's first instant to the first 200 of its readiness. */
    private static double readyAfter(Process launcher, Path data, int port) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ask =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v2/health/ready"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        long end = System.nanoTime() + START.toNanos();
        while (launcher.isAlive() && System.nanoTime() < end) {
            try {
                if (http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    long now = System.currentTimeMillis();
                    long begun = server(data).info().startInstant().orElseThrow().toEpochMilli();
                    return (now - begun) / 1000.0;
                }
            } catch (IOException notYet) {
                // nobody listens
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("The launcher ended, or took longer than " + START);
    }

    private static ProcessHandle server(Path data) throws IOException {
        String base = "-Djboss.server.base.dir=" + data.toRealPath().resolve("wildfly");
        return Processes.withArgument(base)
                .orElseThrow(() -> new IllegalStateException("No WildFly with " + base));
    }

    private static void stop(Process launcher) {
        if (!launcher.isAlive()) {
            return;
        }
        launcher.destroy();
        try {
            launcher.waitFor(90, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public DemoEnv demo() throws IOException {
        return DemoEnv.read(data.resolve("demo.env"));
    }

    public Path data() {
        return data;
    }

    /** WildFly's process. */
    public long pid() {
        return wildfly.pid();
    }

    /** Seconds from WildFly's start to its readiness. */
    public double readySeconds() {
        return readySeconds;
    }

    public long residentMegabytes() throws IOException {
        return Processes.residentMegabytes(wildfly.pid());
    }

    /** Processor seconds that WildFly has taken. */
    public double processorSeconds() throws IOException {
        return Processes.processorTime(wildfly.pid()).toMillis() / 1000.0;
    }

    /** Processor time of WildFly's threads by the beginning of their names. */
    public Map<String, Duration> threadTimes() throws IOException {
        return Processes.threadTimes(wildfly.pid());
    }

    /** Processor seconds that PostgreSQL has taken, of its living processes. */
    public double databaseSeconds() throws IOException {
        Path pidFile = data.resolve("postgres/cluster/postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Double.NaN;
        }
        @Nullable ProcessHandle postmaster =
                ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                        .orElse(null);
        if (postmaster == null) {
            return Double.NaN;
        }
        double seconds = Processes.processorTime(postmaster.pid()).toMillis() / 1000.0;
        for (ProcessHandle child : postmaster.children().toList()) {
            try {
                seconds += Processes.processorTime(child.pid()).toMillis() / 1000.0;
            } catch (IOException gone) {
                // its time has moved to the postmaster's
            }
        }
        return seconds;
    }

    @Override
    public void close() {
        stop(launcher);
    }
}
