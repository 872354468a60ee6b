package io.vouchsafe.launcher.postgres;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import io.vouchsafe.launcher.data.DataFolder;
import io.vouchsafe.launcher.data.PrivateFiles;
import io.vouchsafe.launcher.data.Secret;
import io.vouchsafe.launcher.port.PortCheck;
import io.vouchsafe.launcher.process.Child;
import io.vouchsafe.launcher.process.Children;
import io.vouchsafe.launcher.process.Command;
import io.vouchsafe.launcher.process.LogTail;
import io.vouchsafe.launcher.process.StopPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * PostgreSQL as a child process on the data folder, durable and closed. The suite gets a role of
 * its own that owns one database and is not a superuser.
 */
public final class EmbeddedPostgres {

    public static final String NAME = "postgres";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DataFolder data;
    private final Children children;
    private final Map<String, String> environment;
    private final Path programsParent;

    /**
     * @param environment the launcher's own; PostgreSQL's variables are taken out of it
     */
    public EmbeddedPostgres(DataFolder data, Children children, Map<String, String> environment) {
        this(data, children, environment, data.postgres());
    }

    EmbeddedPostgres(
            DataFolder data,
            Children children,
            Map<String, String> environment,
            Path programsParent) {
        this.data = data;
        this.children = children;
        this.environment = PostgresEnvironment.clean(environment);
        this.programsParent = programsParent;
    }

    public static String version() {
        return PostgresVersion.FULL;
    }

    /** Starts it on the preferred or any free port of loopback and returns when it is usable. */
    public Database start(int preferredPort) {
        try {
            PrivateFiles.folder(data.postgres());
            Path programs = new PostgresPrograms(programsParent).unpacked();
            Account account = Account.choose(data.postgres());
            Cluster cluster = new Cluster(data, children);
            cluster.prepare(programs, account, environment);
            StalePid.remove(cluster.folder());
            int port = PortCheck.freePort(preferredPort);
            Child server = children.start(command(programs, account, cluster.folder(), port));
            return open(server, port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Command command(Path programs, Account account, Path cluster, int port) {
        List<String> line = new ArrayList<>();
        line.add(programs.resolve("bin/postgres").toString());
        line.addAll(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
        line.addAll(Hardening.arguments());
        line.addAll(List.of("-c", "shared_buffers=256MB", "-c", "max_wal_size=2GB"));
        line.addAll(List.of("-c", "logging_collector=off", "-c", "log_line_prefix=%m [%p] "));
        line.addAll(List.of("-c", "timezone=UTC", "-c", "log_timezone=UTC"));
        return new Command(
                NAME,
                account.command(line),
                data.postgres(),
                environment,
                data.log(NAME),
                StopPlan.POSTGRES);
    }

    private Database open(Child server, int port) {
        Secret superuser = data.secrets().get(Cluster.SUPERUSER_SECRET);
        try (Connection connection = connect(server, port, superuser)) {
            Hardening.verify(connection);
            SuiteRole role = new SuiteRole(data.secrets());
            role.ensure(connection);
            return new Database(url(port, SuiteRole.DATABASE), SuiteRole.ROLE, role.password());
        } catch (SQLException failed) {
            throw MESSAGES.notReady(
                    "PostgreSQL",
                    0,
                    url(port, NAME),
                    String.valueOf(failed.getMessage()),
                    server.log(),
                    LogTail.of(server.log()));
        }
    }

    private static Connection connect(Child server, int port, Secret password) {
        Instant limit = Instant.now().plus(LIMIT);
        while (true) {
            server.requireAlive();
            try {
                return connect(url(port, "postgres"), Cluster.SUPERUSER, password);
            } catch (SQLException notYet) {
                if (Instant.now().isAfter(limit)) {
                    throw MESSAGES.notReady(
                            "PostgreSQL",
                            LIMIT.toSeconds(),
                            url(port, "postgres"),
                            String.valueOf(notYet.getMessage()),
                            server.log(),
                            LogTail.of(server.log()));
                }
            }
            pause();
        }
    }

    static Connection connect(String url, String user, Secret password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(url, properties);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw MESSAGES.stopping(NAME);
        }
    }
}
