package io.vouchsafe.launcher;

import io.vouchsafe.launcher.data.DataFolder;
import io.vouchsafe.launcher.keycloak.KeycloakServer;
import io.vouchsafe.launcher.port.PortCheck;
import io.vouchsafe.launcher.port.Ports;
import io.vouchsafe.launcher.postgres.Database;
import io.vouchsafe.launcher.postgres.EmbeddedPostgres;
import io.vouchsafe.launcher.process.Child;
import io.vouchsafe.launcher.process.Children;
import io.vouchsafe.launcher.report.StageLog;
import io.vouchsafe.launcher.seed.DemoFacts;
import io.vouchsafe.launcher.seed.DemoState;
import io.vouchsafe.launcher.seed.Seeder;
import io.vouchsafe.launcher.wildfly.WildFlyServer;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The stages in their order. Keycloak starts beside PostgreSQL and WildFly, which needs the
 * database only; the demo needs all three.
 */
final class Startup {

    private final Settings settings;
    private final Installation installation;
    private final DataFolder data;
    private final Children children;
    private final StageLog log;

    Startup(Settings settings, DataFolder data, Children children, StageLog log) {
        this.settings = settings;
        this.installation = new Installation(settings.home());
        this.data = data;
        this.children = children;
        this.log = log;
    }

    void run() {
        long begun = log.begin();
        checkPorts();
        Optional<KeycloakServer> keycloak = keycloak();
        WildFlyServer wildfly =
                new WildFlyServer(
                        installation.wildfly(),
                        installation.ear(),
                        installation.java(),
                        settings.ports());
        CompletableFuture<Void> identity =
                keycloak.map(this::startKeycloak)
                        .orElseGet(() -> CompletableFuture.completedFuture(null));
        long wildflyBegun = log.begin();
        Database database = settings.database().orElseGet(this::startPostgres);
        URI issuer = settings.issuer().or(() -> keycloak.map(KeycloakServer::issuer)).orElseThrow();
        Child server = wildfly.start(data, children, database, issuer, settings.environment());
        wildfly.awaitLive(server, children);
        log.done(wildflyBegun, "WildFly with the suite: " + wildfly.root());
        join(identity);
        if (settings.demo() && keycloak.isPresent()) {
            demo(keycloak.get(), wildfly, server);
        } else {
            summary("");
        }
        log.done(begun, "Ready. Ctrl-C stops everything; the data stay in " + data.path());
    }

    private void checkPorts() {
        long begun = log.begin();
        Ports ports = settings.ports();
        PortCheck.requireFree(ports.http(), "HTTP");
        PortCheck.requireFree(ports.management(), "management");
        if (settings.issuer().isEmpty()) {
            PortCheck.requireFree(ports.keycloak(), "Keycloak");
            PortCheck.requireFree(ports.keycloakManagement(), "Keycloak's management");
        }
        log.done(begun, "Ports are free, data folder " + data.path());
    }

    /** The local Keycloak, unless another issuer is configured. */
    private Optional<KeycloakServer> keycloak() {
        if (settings.issuer().isPresent()) {
            log.say("           Identity from " + settings.issuer().get() + "; no demo");
            return Optional.empty();
        }
        return Optional.of(
                new KeycloakServer(
                        installation.keycloak(),
                        installation.realm(),
                        installation.java(),
                        settings.ports()));
    }

    private CompletableFuture<Void> startKeycloak(KeycloakServer keycloak) {
        return CompletableFuture.runAsync(
                () -> {
                    long begun = log.begin();
                    Child server = keycloak.start(data, children, settings.environment());
                    keycloak.awaitReady(server, children);
                    log.done(begun, "Keycloak: " + keycloak.root());
                },
                task -> Thread.ofPlatform().daemon().name("keycloak").start(task));
    }

    private Database startPostgres() {
        long begun = log.begin();
        EmbeddedPostgres postgres = new EmbeddedPostgres(data, children, settings.environment());
        Database database = postgres.start(settings.ports().preferredPostgres());
        log.done(begun, "PostgreSQL %s: %s".formatted(EmbeddedPostgres.version(), database.url()));
        return database;
    }

    private static void join(CompletableFuture<Void> stage) {
        try {
            stage.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private void demo(KeycloakServer keycloak, WildFlyServer wildfly, Child server) {
        DemoState state = DemoState.open(data.secrets().file("demo.properties"));
        Seeder seeder =
                Seeder.demo(
                        wildfly.root(),
                        keycloak.root(),
                        keycloak.issuer(),
                        KeycloakServer.ADMIN,
                        keycloak.adminPassword(data),
                        state);
        seeder.run(log, children);
        long begun = log.begin();
        wildfly.awaitReady(server, children);
        log.done(begun, "The suite is ready: log writable, keys open, models served");
        DemoFacts facts = new DemoFacts(state, wildfly.root(), keycloak.issuer(), data.path());
        facts.write();
        summary(facts.describe());
    }

    private void summary(String demo) {
        Ports ports = settings.ports();
        StringBuilder text = new StringBuilder(System.lineSeparator());
        text.append("API        http://localhost:%d/api/docs%n".formatted(ports.http()));
        text.append("Portal     http://localhost:%d/portal%n".formatted(ports.http()));
        text.append("Metrics    http://localhost:%d/metrics%n".formatted(ports.management()));
        if (settings.issuer().isEmpty()) {
            text.append(
                    "Keycloak   http://localhost:%d/admin (admin, password in %s)%n"
                            .formatted(ports.keycloak(), data.secrets().file("keycloak-admin")));
        }
        text.append("Logs       %s%n".formatted(data.logs()));
        log.say(text.append(demo).toString());
    }
}
