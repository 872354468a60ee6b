package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.body.EventRows;
import io.vouchsafe.audit.internal.body.PredictionRows;
import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.audit.testing.CallsProjection;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.FaultyDataSource;
import io.vouchsafe.audit.testing.LogTables;
import io.vouchsafe.audit.testing.TestKeys;
import io.vouchsafe.kernel.ReceiptId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import javax.sql.DataSource;

/** A committer on a real database, with a data source between them that can fail. */
final class CommitterFixture implements AutoCloseable {
    static final CommitterSettings QUICK =
            new CommitterSettings(
                    4096,
                    512,
                    Duration.ofSeconds(20),
                    Duration.ofMillis(200),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(10));

    final DataSource database;
    final LogTables tables;
    final FaultyDataSource faults;
    final List<Head> heads = new CopyOnWriteArrayList<>();
    final PredictionRows rows;
    final Committer committer;

    private CommitterFixture(DataSource database, CommitterSettings settings) {
        List<Projection> projections = List.of(new CallsProjection());
        TestKeys keys = new TestKeys("log.example", 1);
        this.database = database;
        this.tables = new LogTables(database);
        this.faults = new FaultyDataSource(database);
        this.rows = new PredictionRows(projections, keys, keys);
        this.committer =
                new Committer(
                                faults.dataSource(),
                                Executors.defaultThreadFactory(),
                                Clock.systemUTC(),
                                projections,
                                settings,
                                heads::add)
                        .start();
    }

    static CommitterFixture on(DataSource database) {
        return on(database, QUICK);
    }

    static CommitterFixture on(DataSource database, CommitterSettings settings) {
        LogTables.migrated(database).execute(CallsProjection.DDL);
        return new CommitterFixture(database, settings);
    }

    /** A second committer on the same database, as of another node. */
    CommitterFixture another() {
        return another(QUICK);
    }

    CommitterFixture another(CommitterSettings settings) {
        return new CommitterFixture(database, settings);
    }

    Sequenced append(Entries entry) {
        return committer.append(rows.row(entry.entry()));
    }

    /** What each of these calls came to, all made at once by as many threads. */
    <T> List<Future<T>> atOnce(int callers, IntFunction<T> call) {
        List<Future<T>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                int number = i;
                results.add(threads.submit(() -> call.apply(number)));
            }
        }
        return results;
    }

    static <T> List<T> successes(List<Future<T>> results) throws InterruptedException {
        List<T> values = new ArrayList<>();
        for (Future<T> result : results) {
            try {
                values.add(result.get());
            } catch (ExecutionException refused) {
                continue;
            }
        }
        return values;
    }

    /** Writes an event's outbox row in a transaction of its own. */
    ReceiptId record(Event event, boolean commit) {
        ReceiptId id = ReceiptId.fresh();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            OutboxRows.insert(connection, EventRows.row(id, Instant.now(), event));
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it holds, up to a generous limit. */
    static void until(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Not within 20 s: " + what);
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        committer.close();
    }
}
