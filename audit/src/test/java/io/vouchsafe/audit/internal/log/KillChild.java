package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.body.EventRows;
import io.vouchsafe.audit.internal.committer.CommitterSettings;
import io.vouchsafe.audit.internal.committer.OutboxRows;
import io.vouchsafe.audit.testing.CallsProjection;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.TestKeys;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ReceiptId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A node under load, to be killed: appends and records as fast as it can and says each id after,
 * and only after, it was told that it is durable. Ends by itself when the test that started it is
 * gone.
 */
final class KillChild {
    static final String ORIGIN = "log.example/kill";

    private static final int APPENDING = 8;

    private KillChild() {}

    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[1]);
        database.setPassword(arguments[2]);
        OpenLog log = open(database, Path.of(arguments[3]));
        for (int i = 0; i < APPENDING; i++) {
            Thread.ofPlatform().start(() -> appendForEver(log));
        }
        Thread.ofPlatform().start(() -> recordForEver(log, database));
        while (System.in.read() >= 0) {
            continue;
        }
        Runtime.getRuntime().halt(0);
    }

    static OpenLog open(DataSource database, Path folder) {
        TestKeys keys = new TestKeys(ORIGIN, 1);
        return OpenLog.open(
                new OpenLog.Parts(
                        database,
                        keys,
                        keys,
                        keys,
                        List.of(new CallsProjection()),
                        Executors.defaultThreadFactory(),
                        Clock.systemUTC()),
                new LogSettings(folder, CommitterSettings.DEFAULT));
    }

    private static void appendForEver(OpenLog log) {
        while (true) {
            try {
                Sequenced entry =
                        log.append(Entries.prediction().subject("p-1").explanation("{}").entry());
                say(entry.receipt() + " " + entry.index());
            } catch (LogUnavailableException refused) {
                continue; // nothing was promised
            }
        }
    }

    private static void recordForEver(OpenLog log, DataSource database) {
        while (true) {
            ReceiptId id = ReceiptId.fresh();
            Event event = new Event.ModelCreated(Caller.system("kill"), new ModelName("m"));
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                OutboxRows.insert(connection, EventRows.row(id, Instant.now(), event));
                connection.commit();
                say(id + " outbox");
                log.knock();
            } catch (SQLException refused) {
                continue; // nothing was promised
            }
        }
    }

    /** One write per line, so that a kill cuts at most the last one. */
    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        synchronized (System.out) {
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }
}
