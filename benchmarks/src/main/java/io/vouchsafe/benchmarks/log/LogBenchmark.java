package io.vouchsafe.benchmarks.log;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.Salt;
import io.vouchsafe.audit.internal.body.LogRow;
import io.vouchsafe.audit.internal.body.PredictionRows;
import io.vouchsafe.audit.internal.committer.Committer;
import io.vouchsafe.audit.internal.committer.CommitterSettings;
import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.benchmarks.report.Report;
import io.vouchsafe.benchmarks.report.Spread;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.keys.internal.keystore.OpenedKeys;
import io.vouchsafe.keys.internal.sealing.GcmSealer;
import io.vouchsafe.keys.internal.sealing.HmacIndex;
import io.vouchsafe.partners.internal.metering.UsageProjection;
import io.vouchsafe.store.Migrations;
import io.vouchsafe.store.testing.TestDatabase;
import io.vouchsafe.verifier.Commitment;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Durable appends through the committer beside one thread that inserts the same rows in rewritten
 * JDBC batches, as many per commit as the committer had: both into log and usage, on the same
 * PostgreSQL with fsync.
 */
public final class LogBenchmark {
    private static final byte[] REQUEST = "{\"inputs\":[]}".getBytes(StandardCharsets.UTF_8);

    private final int rounds;
    private final double seconds;

    public LogBenchmark(int rounds, double seconds) {
        this.rounds = rounds;
        this.seconds = seconds;
    }

    public void run(Report report) throws SQLException {
        report.title("4. Durable audit appends beside raw rewritten JDBC batches");
        try (TestDatabase postgres = TestDatabase.durable()) {
            DataSource logged = migrated(postgres.database());
            DataSource raw = migrated(postgres.database());
            ((PGSimpleDataSource) raw).setReWriteBatchedInserts(true);
            OpenedKeys keys = new OpenedKeys();
            List<Projection> projections = List.of(new UsageProjection());
            PredictionRows rows =
                    new PredictionRows(projections, new GcmSealer(keys), new HmacIndex(keys));
            AtomicLong commits = new AtomicLong();
            try (Committer committer =
                            new Committer(
                                            logged,
                                            Executors.defaultThreadFactory(),
                                            Clock.systemUTC(),
                                            projections,
                                            CommitterSettings.DEFAULT,
                                            head -> commits.incrementAndGet())
                                    .start();
                    RawInserts inserts = new RawInserts(raw)) {
                for (int callers : List.of(1, 8, 64)) {
                    pairs(report, callers, committer, rows, commits, inserts);
                }
            }
        }
    }

    private static DataSource migrated(DataSource database) {
        Migrations.migrate(database, "audit", Committer.class.getClassLoader());
        Migrations.migrate(database, "partners", UsageProjection.class.getClassLoader());
        return database;
    }

    private void pairs(
            Report report,
            int callers,
            Committer committer,
            PredictionRows rows,
            AtomicLong commits,
            RawInserts inserts)
            throws SQLException {
        double gate = callers == 64 ? 0.75 : 1.2;
        List<Double> appends = new ArrayList<>();
        List<Double> raws = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> perCommit = new ArrayList<>();
        for (int round = -1; round < rounds; round++) { // the first warms up
            long before = commits.get();
            double appended = appended(committer, rows, callers);
            double batch = appended * seconds / Math.max(1, commits.get() - before);
            double raw = inserts.perSecond(rows, Math.max(1, (int) Math.round(batch)), seconds);
            if (round >= 0) {
                appends.add(appended);
                raws.add(raw);
                perCommit.add(batch);
                ratios.add(appended / raw);
            }
        }
        report.say(
                "%2d callers: %s appends/s, %s rows per commit; raw %s rows/s",
                callers,
                Spread.of(appends).text(0),
                Spread.of(perCommit).text(1),
                Spread.of(raws).text(0));
        report.budget(
                "audit appends ÷ raw JDBC batch, %d caller(s)".formatted(callers),
                "≥ " + gate,
                Spread.of(ratios),
                2,
                ratio -> ratio >= gate);
    }

    private double appended(Committer committer, PredictionRows rows, int callers) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long all = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                counts.add(
                        threads.submit(
                                () -> {
                                    long count = 0;
                                    while (System.nanoTime() < end) {
                                        committer.append(rows.row(entry()));
                                        count++;
                                    }
                                    return count;
                                }));
            }
            for (Future<Long> count : counts) {
                all += count.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return all / seconds;
    }

    /** What a governed request of the demo leaves behind. */
    @SuppressWarnings("NullAway") // reads no annotation of an array or a qualified type in a record
    static Entry entry() {
        byte[] salt = Salt.fresh();
        return new Entry(
                ReceiptId.fresh(),
                Instant.now(),
                salt,
                ContractRef.parse("c-1@2"),
                new PartnerId("acme"),
                "key:benchmark",
                new Purpose("credit-decision"),
                null,
                ModelRef.parse("credit-risk@1"),
                null,
                "sha256:" + "ab".repeat(32),
                PolicyRef.parse("p-1@1"),
                Map.of("mask:postcode", 1),
                Commitment.of(salt, REQUEST),
                Commitment.of(salt, REQUEST),
                null,
                Decision.ALLOW,
                null,
                Units.call(1),
                PlanRef.parse("demo@1"),
                Money.of("0.0010", "EUR"),
                0);
    }

    /** One writer with prepared batches; index and hashes are made as the log makes them. */
    private static final class RawInserts implements AutoCloseable {
        private final Connection connection;
        private long next;

        RawInserts(DataSource database) throws SQLException {
            this.connection = database.getConnection();
            connection.setAutoCommit(false);
        }

        double perSecond(PredictionRows rows, int batch, double seconds) throws SQLException {
            long end = System.nanoTime() + (long) (seconds * 1e9);
            long count = 0;
            try (var entries = connection.prepareStatement(RawRows.ENTRY);
                    var usages = connection.prepareStatement(RawRows.USAGE)) {
                while (System.nanoTime() < end) {
                    for (int i = 0; i < batch; i++) {
                        LogRow row = rows.row(entry());
                        RawRows.entry(entries, next, row);
                        RawRows.usage(usages, next, row);
                        next++;
                    }
                    entries.executeBatch();
                    usages.executeBatch();
                    connection.commit();
                    count += batch;
                }
            }
            return count / seconds;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
