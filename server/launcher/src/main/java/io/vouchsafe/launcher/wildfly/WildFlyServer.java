package io.vouchsafe.launcher.wildfly;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import io.vouchsafe.launcher.data.DataFolder;
import io.vouchsafe.launcher.http.Endpoint;
import io.vouchsafe.launcher.port.Ports;
import io.vouchsafe.launcher.postgres.Database;
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
 * WildFly with the suite as a child process. The provisioned server is never written to: its base
 * folder, with a fresh copy of the configuration, stands in the data folder.
 */
public final class WildFlyServer {

    private static final String NAME = "wildfly";
    private static final Duration LIMIT = Duration.ofSeconds(300);

    private final Path home;
    private final Path ear;
    private final Path java;
    private final Ports ports;

    public WildFlyServer(Path home, Path ear, Path java, Ports ports) {
        this.home = home;
        this.ear = ear;
        this.java = java;
        this.ports = ports;
    }

    public URI root() {
        return URI.create("http://localhost:" + ports.http());
    }

    public Child start(
            DataFolder data,
            Children children,
            Database database,
            URI issuer,
            Map<String, String> environment) {
        try {
            Path base = new ServerBase(home, ear).prepare(data.wildfly());
            return children.start(
                    new Command(
                            NAME,
                            line(data, base, environment),
                            data.path(),
                            environment(data, database, issuer, environment),
                            data.log(NAME),
                            StopPlan.TERMINATE));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until the suite answers, whether or not a model is served yet. */
    public void awaitLive(Child server, Children children) {
        await("/v2/health/live", server, children);
    }

    /** Waits until the log is writable, the keys are open and a model is served. */
    public void awaitReady(Child server, Children children) {
        await("/v2/health/ready", server, children);
    }

    private void await(String path, Child server, Children children) {
        BootLog boot = new BootLog(server.log());
        new Endpoint(root().resolve(path))
                .await(
                        server,
                        LIMIT,
                        () -> {
                            children.check();
                            boot.failure()
                                    .ifPresent(
                                            errors -> {
                                                throw MESSAGES.notDeployed(server.log(), errors);
                                            });
                        });
    }

    private List<String> line(DataFolder data, Path base, Map<String, String> environment)
            throws IOException {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.add("-D[Standalone]");
        line.addAll(new JvmOptions(home.resolve("bin/standalone.conf")).read(environment));
        line.addAll(JvmOptions.MODULAR);
        line.add("-Dorg.bytedeco.javacpp.cachedir=" + data.path().resolve("native"));
        line.add("-Dorg.jboss.logmanager.nocolor=true");
        line.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"));
        Path logging = base.resolve("configuration/logging.properties");
        line.add("-Dlogging.configuration=" + logging.toUri());
        line.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
        line.addAll(List.of("-mp", home.resolve("modules").toString()));
        line.add("org.jboss.as.standalone");
        line.add("-Djboss.home.dir=" + home);
        line.add("-Djboss.server.base.dir=" + base);
        line.add("-Djboss.socket.binding.port-offset=" + ports.offset());
        return line;
    }

    private static Map<String, String> environment(
            DataFolder data, Database database, URI issuer, Map<String, String> inherited) {
        Map<String, String> all = new TreeMap<>(inherited);
        all.remove("JBOSS_HOME");
        all.put("VOUCHSAFE_DATA", data.path().toString());
        all.put("VOUCHSAFE_DB_URL", database.url());
        all.put("VOUCHSAFE_DB_USER", database.user());
        all.put("VOUCHSAFE_DB_PASSWORD", database.password().reveal());
        all.put("VOUCHSAFE_OIDC_ISSUER", issuer.toString());
        return all;
    }
}
