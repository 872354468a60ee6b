package io.vouchsafe.launcher.keycloak;

import io.vouchsafe.launcher.data.DataFolder;
import io.vouchsafe.launcher.data.Secret;
import io.vouchsafe.launcher.http.Endpoint;
import io.vouchsafe.launcher.port.Ports;
import io.vouchsafe.launcher.process.Child;
import io.vouchsafe.launcher.process.Children;
import io.vouchsafe.launcher.process.Command;
import io.vouchsafe.launcher.process.StopPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keycloak as a child process: the unpacked distribution stays as built, the database and the realm
 * to import stand in the data folder. Its first administrator is generated.
 */
public final class KeycloakServer {

    public static final String ADMIN = "admin";
    private static final String NAME = "keycloak";
    private static final String REALM = "vouchsafe";
    private static final Duration LIMIT = Duration.ofSeconds(240);

    private final Path distribution;
    private final Path realm;
    private final Path java;
    private final Ports ports;

    public KeycloakServer(Path distribution, Path realm, Path java, Ports ports) {
        this.distribution = distribution;
        this.realm = realm;
        this.java = java;
        this.ports = ports;
    }

    public URI root() {
        return URI.create("http://localhost:" + ports.keycloak());
    }

    public URI issuer() {
        return root().resolve("/realms/" + REALM);
    }

    public Secret adminPassword(DataFolder data) {
        return data.secrets().get("keycloak-admin");
    }

    public Child start(DataFolder data, Children children, Map<String, String> environment) {
        try {
            Path home = new KeycloakHome(distribution, realm).prepare(data.keycloak());
            return children.start(
                    new Command(
                            NAME,
                            line(home),
                            home,
                            environment(data, environment),
                            data.log(NAME),
                            StopPlan.TERMINATE));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** "Started" is not ready: waits until the realm answers for itself. */
    public void awaitReady(Child server, Children children) {
        URI discovery = URI.create(issuer() + "/.well-known/openid-configuration");
        new Endpoint(discovery).await(server, LIMIT, children);
    }

    private List<String> line(Path home) {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        // kc.sh's own options, but a small heap and the fast compiler alone: half the processor
        // time
        // to ready, and a demo's few logins never earn the other half back.
        line.add("-XX:TieredStopAtLevel=1");
        line.addAll(List.of("-Xms64m", "-Xmx384m", "-XX:MaxMetaspaceSize=256m"));
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        line.add("-Dfile.encoding=UTF-8");
        line.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
        for (String opened : List.of("util", "util.concurrent", "security", "lang")) {
            line.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add(
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");
        line.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        line.add("-Dpicocli.disable.closures=true");
        line.add("-Dkc.home.dir=" + home);
        line.add("-Djboss.server.config.dir=" + home.resolve("conf"));
        line.addAll(List.of("-cp", distribution.resolve("lib/quarkus-run.jar").toString()));
        line.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        line.addAll(List.of("start", "--optimized", "--import-realm"));
        // Without it Keycloak opens JGroups on every interface.
        line.add("--cache=local");
        // One name, so that tokens have one issuer however Keycloak is reached.
        line.addAll(List.of("--hostname=" + root(), "--hostname-strict=false"));
        line.addAll(List.of("--http-enabled=true", "--http-host=127.0.0.1"));
        line.add("--http-port=" + ports.keycloak());
        line.add("--http-management-port=" + ports.keycloakManagement());
        return line;
    }

    private Map<String, String> environment(DataFolder data, Map<String, String> inherited) {
        Map<String, String> clean = new TreeMap<>(inherited);
        clean.keySet()
                .removeIf(
                        name ->
                                name.startsWith("KC_")
                                        || name.startsWith("QUARKUS_")
                                        || name.startsWith("VOUCHSAFE_")
                                        || name.equals("JAVA_TOOL_OPTIONS"));
        // Taken at the very first start only; harmless later.
        clean.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        clean.put("KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword(data).reveal());
        return clean;
    }
}
