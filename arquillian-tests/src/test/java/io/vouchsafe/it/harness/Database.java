package io.vouchsafe.it.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tests' PostgreSQL: durable as in production, empty at the start of the run. May be stopped
 * and started again by a test; its data stay.
 */
public final class Database implements AutoCloseable {
    private static @Nullable Database running;

    private final Path folder;
    private @Nullable EmbeddedPostgres postgres;

    Database(Path folder) {
        this.folder = folder.resolve("postgres");
        running = this;
    }

    /** The one of this run. */
    public static Database running() {
        return Objects.requireNonNull(running, "the harness is not started");
    }

    /** Makes the suite's role and database; once, on a folder that was empty. */
    void create() {
        start();
        try (Connection connection =
                        Objects.requireNonNull(postgres).getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE ROLE vouchsafe LOGIN PASSWORD '%s'"
                            .formatted(System.getenv("VOUCHSAFE_DB_PASSWORD")));
            statement.execute("CREATE DATABASE vouchsafe OWNER vouchsafe");
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    public synchronized void start() {
        try {
            postgres =
                    EmbeddedPostgres.builder()
                            .setPort(Ports.DATABASE)
                            .setDataDirectory(folder)
                            .setCleanDataDirectory(false)
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .start();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Ends its connections and itself; what was committed stays. */
    public synchronized void stop() {
        EmbeddedPostgres stopping = postgres;
        postgres = null;
        if (stopping != null) {
            try {
                stopping.close();
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }
    }

    /** A connection as the suite's own role, to count what it wrote. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                System.getenv("VOUCHSAFE_DB_URL"),
                System.getenv("VOUCHSAFE_DB_USER"),
                System.getenv("VOUCHSAFE_DB_PASSWORD"));
    }

    @Override
    public void close() {
        stop();
    }
}
