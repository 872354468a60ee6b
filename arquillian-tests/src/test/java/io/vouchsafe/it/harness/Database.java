package io.vouchsafe.it.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The tests' PostgreSQL: durable as in production, empty at the start. */
final class Database implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Database start() {
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder()
                            .setPort(Ports.DATABASE)
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .start();
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE ROLE vouchsafe LOGIN PASSWORD '%s'"
                                .formatted(System.getenv("VOUCHSAFE_DB_PASSWORD")));
                statement.execute("CREATE DATABASE vouchsafe OWNER vouchsafe");
            }
            return new Database(postgres);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
