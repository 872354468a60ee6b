package io.vouchsafe.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak process with the product's realm. Its distribution is shared and only read: data and
 * log stand in the run's own folder. May be stopped and started again by a test.
 */
public final class Keycloak implements AutoCloseable {
    static final String ADMIN_PASSWORD = "only-in-tests";
    private static final Duration START_LIMIT = Duration.ofSeconds(150);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Path DISTRIBUTION = Path.of(System.getProperty("test.keycloak", ""));
    private static final Path REALM = Path.of(System.getProperty("test.realm", ""));

    private static @Nullable Keycloak running;

    private final Path home;
    private @Nullable Process process;

    Keycloak(Path folder) {
        this.home = folder.resolve("keycloak");
        running = this;
    }

    /** The one of this run. */
    public static Keycloak running() {
        return java.util.Objects.requireNonNull(running, "the harness is not started");
    }

    /** Starts and waits until the realm answers. */
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        try {
            prepare();
            ProcessBuilder builder = new ProcessBuilder(command());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
            builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
            builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
            builder.redirectErrorStream(true);
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(home.resolve("keycloak.log").toFile()));
            process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
            awaitRealm();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /**
     * Keycloak takes the folder it lies in for its own: an own tree of hard links, with own data.
     */
    private void prepare() throws IOException {
        if (!Files.exists(home.resolve("bin/kc.sh"))) {
            try (Stream<Path> parts = Files.walk(DISTRIBUTION)) {
                for (Path part : parts.filter(path -> !isData(path)).toList()) {
                    link(part, home.resolve(DISTRIBUTION.relativize(part).toString()));
                }
            }
        }
        Path imports = Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                REALM,
                imports.resolve("vouchsafe-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isData(Path path) {
        return path.startsWith(DISTRIBUTION.resolve("data"));
    }

    private static void link(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectories(to);
            return;
        }
        try {
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException otherDisk) {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/kc.sh").toString());
        command.addAll(
                List.of(
                        "start",
                        "--optimized",
                        "--cache=local",
                        "--import-realm",
                        "--http-enabled=true",
                        "--hostname-strict=false",
                        "--http-host=127.0.0.1",
                        "--http-port=" + Ports.KEYCLOAK,
                        "--http-management-port=" + Ports.KEYCLOAK_MANAGEMENT));
        return command;
    }

    private void awaitRealm() {
        URI discovery = Ports.keycloak("/realms/vouchsafe/.well-known/openid-configuration");
        Instant limit = Instant.now().plus(START_LIMIT);
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (Instant.now().isBefore(limit)) {
                if (process == null || !process.isAlive()) {
                    throw new IllegalStateException(
                            "Keycloak ended, see " + home + "/keycloak.log");
                }
                if (answers(http, discovery)) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("Keycloak is not ready, see " + home + "/keycloak.log");
    }

    private static boolean answers(HttpClient http, URI address) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Stops it; starting again finds the same realm, users and keys. */
    public synchronized void stop() {
        Process stopping = process;
        if (stopping == null) {
            return;
        }
        List<ProcessHandle> family = new ArrayList<>(stopping.descendants().toList());
        family.forEach(ProcessHandle::destroy);
        stopping.destroy();
        try {
            if (!stopping.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    private void kill() {
        Process victim = process;
        if (victim != null) {
            victim.descendants().forEach(ProcessHandle::destroyForcibly);
            victim.destroyForcibly();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
