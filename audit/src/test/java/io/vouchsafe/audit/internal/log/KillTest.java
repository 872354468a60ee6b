package io.vouchsafe.audit.internal.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.internal.receipts.Receipts;
import io.vouchsafe.audit.testing.CallsProjection;
import io.vouchsafe.audit.testing.LogTables;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.store.testing.TestDatabase;
import io.vouchsafe.verifier.KeyRing;
import io.vouchsafe.verifier.ReceiptVerifier;
import io.vouchsafe.verifier.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Kills a node with SIGKILL at random moments under load, in every third round its database too,
 * and counts: what was acknowledged is in the log, once, with a proof.
 */
class KillTest {
    private static final int ROUNDS = Boolean.getBoolean("vouchsafe.long") ? 100 : 5;
    private static final int PROOFS = 200;

    @TempDir Path folder;
    private final Random random = new Random(); // moments of death need no repetition

    /** What the child said: receipt id to index; -1 for events that were on their way. */
    private final Map<ReceiptId, Long> acknowledged = new HashMap<>();

    @Test
    void killedNodes_loseAndDoubleNothingTheyAcknowledged() throws Exception {
        try (TestDatabase server = TestDatabase.durable()) {
            PGSimpleDataSource database = (PGSimpleDataSource) server.database();
            LogTables tables = LogTables.migrated(database);
            tables.execute(CallsProjection.DDL);

            for (int round = 0; round < ROUNDS; round++) {
                Map<ReceiptId, Long> said = killedAtARandomMoment(database);
                if (round % 3 == 2) {
                    server.crash();
                    server.restart();
                }
                assertThat(said).as("some load in round " + round).isNotEmpty();
                requireAcknowledged(database, said);
                acknowledged.putAll(said);
            }

            requireEverything(database, tables);
        }
    }

    private Map<ReceiptId, Long> killedAtARandomMoment(PGSimpleDataSource database)
            throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KillChild.class.getName(),
                                database.getURL(),
                                database.getUser(),
                                database.getPassword(),
                                folder.toString())
                        .redirectError(folder.resolve("child.log").toFile())
                        .start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            Map<ReceiptId, Long> said = new HashMap<>();
            String first = lines.readLine(); // the load has begun
            long death = System.nanoTime() + Duration.ofMillis(random.nextInt(1200)).toNanos();
            for (String line = first; line != null; line = lines.readLine()) {
                if (System.nanoTime() - death > 0) {
                    child.toHandle().destroyForcibly(); // SIGKILL; what was said is still read
                }
                heard(line, said);
            }
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as("killed, not ended").isEqualTo(137);
            return said;
        } finally {
            child.destroyForcibly();
        }
    }

    private static void heard(String line, Map<ReceiptId, Long> said) {
        String[] parts = line.split(" ", 2);
        if (parts.length != 2 || parts[0].length() != 36 || parts[1].isEmpty()) {
            return; // cut by the kill
        }
        long index = parts[1].matches("[0-9]+") ? Long.parseLong(parts[1]) : -1;
        said.put(ReceiptId.parse(parts[0]), index);
    }

    /** Acknowledged entries are in the log; acknowledged events there or still in the outbox. */
    private static void requireAcknowledged(DataSource database, Map<ReceiptId, Long> said)
            throws Exception {
        Map<UUID, Long> found = new HashMap<>();
        String sql =
                """
                SELECT receipt_id, entry_index FROM audit.entry WHERE receipt_id = ANY (?)
                UNION ALL SELECT receipt_id, -1 FROM audit.outbox WHERE receipt_id = ANY (?)""";
        Object[] ids = said.keySet().stream().map(ReceiptId::value).toArray();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("uuid", ids));
            query.setArray(2, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Long doubled = found.put(rows.getObject(1, UUID.class), rows.getLong(2));
                    assertThat(doubled).as("in log and outbox at once").isNull();
                }
            }
        }
        List<ReceiptId> lost = new ArrayList<>();
        said.forEach(
                (id, index) -> {
                    Long stored = found.get(id.value());
                    if (stored == null || (index >= 0 && !stored.equals(index))) {
                        lost.add(id);
                    }
                });
        assertThat(lost).as("acknowledged, but not in the log at its index").isEmpty();
    }

    private void requireEverything(DataSource database, LogTables tables) throws Exception {
        try (OpenLog log = KillChild.open(database, folder)) {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (tables.number("SELECT count(*) FROM audit.outbox") > 0) {
                assertThat(System.nanoTime()).as("outbox is emptied").isLessThan(end);
                log.knock();
                Thread.sleep(10);
            }
            requireAcknowledged(database, acknowledged);
            tables.requireSound();
            assertThat(tables.number("SELECT count(*) FROM partners.usage_record"))
                    .as("usage is neither lost nor doubled")
                    .isEqualTo(
                            tables.number(
                                    "SELECT count(*) FROM audit.entry WHERE type = 'prediction'"));
            assertThat(tables.number("SELECT count(*) FROM audit.detached"))
                    .isEqualTo(tables.number("SELECT count(*) FROM partners.usage_record"));
            requireProofs(database, log);
        }
    }

    private void requireProofs(DataSource database, OpenLog log) {
        Receipts receipts = new Receipts(database, log.checkpointer(), (caller, id) -> {});
        ReceiptVerifier offline =
                new ReceiptVerifier(KeyRing.parse(log.keysFile().getBytes(UTF_8)));
        List<ReceiptId> ids = new ArrayList<>(acknowledged.keySet());
        for (int i = 0; i < PROOFS; i++) {
            ReceiptId id = ids.get(random.nextInt(ids.size()));
            Receipt receipt = receipts.receipt(LogFixture.AUDITOR, id, Duration.ofSeconds(20));
            assertThat(receipt).isInstanceOf(Receipt.Published.class);
            String proof = ((Receipt.Published) receipt).proof();
            assertThat(offline.verify(proof.getBytes(UTF_8)))
                    .isInstanceOf(Verification.Verified.class);
        }
    }
}
