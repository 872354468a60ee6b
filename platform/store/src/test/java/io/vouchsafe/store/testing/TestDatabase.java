package io.vouchsafe.store.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An embedded PostgreSQL. Tests share one per JVM and take a database of their own from it; a test
 * that stops the server takes a server of its own.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Duration START = Duration.ofSeconds(60);
    private static final int DELETIONS = 50;
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path folder;
    private final boolean durable;
    private int port;
    private @Nullable EmbeddedPostgres server;

    private TestDatabase(boolean durable) {
        this.durable = durable;
        try {
            this.folder = Files.createTempDirectory("vouchsafe-pg");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        restart();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop PostgreSQL " + port));
    }

    /** The shared server starts with the first use. */
    private static final class Shared {
        private static final TestDatabase SERVER = new TestDatabase(false);
    }

    /** A new empty database on the JVM's shared server, which flushes nothing to disk. */
    public static DataSource fresh() {
        return Shared.SERVER.database();
    }

    /** A server of the test's own, to stop and restart; flushes nothing to disk. */
    public static TestDatabase dedicated() {
        return new TestDatabase(false);
    }

    /** A server of the test's own that loses nothing at a crash: fsync, synchronous commits. */
    public static TestDatabase durable() {
        return new TestDatabase(true);
    }

    /** A new empty database on this server; its data source outlives a restart. */
    public DataSource database() {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = source("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " was not created", e);
        }
        return source(name);
    }

    /** Port on 127.0.0.1; the same after a restart. */
    public int port() {
        return port;
    }

    /** Stops in order: open transactions are rolled back, their connections cut. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            Optional<ProcessHandle> postmaster = postmaster();
            server.close();
            if (postmaster.isPresent()) { // close() returns early when another thread is at it
                postmaster.get().onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL did not stop", e);
        } finally {
            server = null;
        }
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = folder.resolve("data/postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()));
    }

    /** Stops at once, without a checkpoint: the next start recovers from the write-ahead log. */
    public synchronized void crash() {
        try {
            ProcessHandle postmaster = postmaster().orElseThrow();
            new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid())).start().waitFor();
            postmaster.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL did not stop", e);
        }
        stop();
    }

    /** Starts again on the same port and data. */
    public synchronized void restart() {
        if (server != null) {
            return;
        }
        try {
            String flush = durable ? "on" : "off";
            server =
                    EmbeddedPostgres.builder()
                            .setPort(port)
                            .setDataDirectory(folder.resolve("data"))
                            .setCleanDataDirectory(false)
                            .setPGStartupWait(START)
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("fsync", flush)
                            .setServerConfig("full_page_writes", flush)
                            .setServerConfig("synchronous_commit", flush)
                            .setServerConfig("max_connections", "300")
                            .start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops and deletes the data. */
    @Override
    public synchronized void close() {
        stop();
        for (int i = 0; i < DELETIONS && Files.exists(folder); i++) {
            deleteOnce(); // a last writer of the server may still add a file to a folder
        }
    }

    private void deleteOnce() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException vanishedMeanwhile) {
            Thread.onSpinWait();
        }
    }

    private PGSimpleDataSource source(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setPassword("postgres");
        source.setConnectTimeout(5);
        source.setApplicationName("test");
        return source;
    }
}
