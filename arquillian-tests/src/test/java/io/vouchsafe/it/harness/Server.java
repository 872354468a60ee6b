package io.vouchsafe.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;

/**
 * The WildFly of this run, as its operator sees it: process, files, management. May be killed and
 * started again by a test; Arquillian started it first, and takes a dead process for a stopped one.
 */
public final class Server {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration DEPLOY_LIMIT = Duration.ofSeconds(90);
    private static final Path FOLDER = Path.of(System.getProperty("test.server", "target/it"));
    private static final Path DEPLOYMENTS = FOLDER.resolve("standalone/deployments");
    private static final String EAR = "vouchsafe.ear";
    private static final String MAIN = "-Djboss.server.base.dir=" + FOLDER.resolve("standalone");

    private static List<String> command = List.of();
    private static @Nullable Process restarted;

    private Server() {}

    /** The server's log, everything since the start of the run. */
    public static Path log() {
        return FOLDER.resolve("standalone/log/server.log");
    }

    /** {@code $VOUCHSAFE_DATA}. */
    public static Path data() {
        return FOLDER.resolve("data");
    }

    public static long pid() {
        return process().pid();
    }

    private static ProcessHandle process() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(child -> commandOf(child).contains(MAIN))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server is not running"));
    }

    /** The JDK cuts long command lines, so they are read where Linux keeps them. */
    private static List<String> commandOf(ProcessHandle process) {
        try {
            String line = Files.readString(Path.of("/proc", process.pid() + "", "cmdline"));
            return List.of(line.split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** Ends the process at once, as a power cut would: nothing is flushed, nobody is told. */
    public static void kill() {
        ProcessHandle victim = process();
        command = commandOf(victim);
        victim.destroyForcibly();
        try {
            victim.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception cause) {
            throw new IllegalStateException("the server survived", cause);
        }
    }

    /** Starts it again as it was started, and waits until the EAR answers. */
    public static void start() {
        try {
            Path output = FOLDER.resolve("restarted.log");
            restarted =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                            .start();
            Process started = restarted;
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            await(START_LIMIT, () -> answers("/v2/health/live"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Stops what {@link #start} started; Arquillian stops its own. */
    static void stop() {
        Process running = restarted;
        if (running == null || !running.isAlive()) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the EAR out and in again, and waits until it answers. */
    public static void redeploy() {
        try {
            Files.deleteIfExists(DEPLOYMENTS.resolve(EAR + ".deployed"));
            await(DEPLOY_LIMIT, () -> Files.exists(DEPLOYMENTS.resolve(EAR + ".undeployed")));
            Files.writeString(DEPLOYMENTS.resolve(EAR + ".dodeploy"), "");
            await(DEPLOY_LIMIT, Server::deployed);
            await(DEPLOY_LIMIT, () -> answers("/v2/health/live"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static boolean deployed() throws IOException {
        Path failed = DEPLOYMENTS.resolve(EAR + ".failed");
        if (Files.exists(failed)) {
            throw new IllegalStateException("The EAR is not deployed: " + Files.readString(failed));
        }
        return Files.exists(DEPLOYMENTS.resolve(EAR + ".deployed"));
    }

    /**
     * Runs a management operation; fails when it fails.
     *
     * @param path key, value, key, value …
     */
    public static ModelNode manage(String operation, ModelNode parameters, String... path) {
        ModelNode request = parameters.clone();
        request.get("operation").set(operation);
        ModelNode address = request.get("address").setEmptyList();
        for (int i = 0; i < path.length; i += 2) {
            address.add(path[i], path[i + 1]);
        }
        try (ModelControllerClient client =
                ModelControllerClient.Factory.create("127.0.0.1", Ports.MANAGEMENT)) {
            ModelNode answer = client.execute(request);
            if (!answer.get("outcome").asString().equals("success")) {
                throw new IllegalStateException(operation + ": " + answer);
            }
            return answer.get("result");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** An attribute of the management model. */
    public static ModelNode read(String attribute, String... path) {
        ModelNode parameters = new ModelNode();
        parameters.get("name").set(attribute);
        return manage("read-attribute", parameters, path);
    }

    /** Runs one of the JDK's tools on the server, such as {@code GC.class_histogram}. */
    public static List<String> diagnose(String diagnosis) {
        List<String> tool = new ArrayList<>();
        tool.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        tool.add(Long.toString(pid()));
        tool.add(diagnosis);
        try {
            Process running = new ProcessBuilder(tool).redirectErrorStream(true).start();
            String output =
                    new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return output.lines().toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Duration limit, Condition condition) throws IOException {
        Instant end = Instant.now().plus(limit);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("not within " + limit + ", see " + log());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private static boolean answers(String path) {
        URI address = Objects.requireNonNull(Ports.api(path));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
