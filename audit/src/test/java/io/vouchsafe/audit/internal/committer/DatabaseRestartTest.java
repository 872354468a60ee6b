package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.store.testing.TestDatabase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database goes away under load and comes back; the committer needs no help. */
class DatabaseRestartTest {
    private static final CommitterSettings SETTINGS =
            new CommitterSettings(
                    4096,
                    512,
                    Duration.ofMillis(500),
                    Duration.ofMillis(200),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void restartUnderLoad_losesNothingThatWasAnswered(boolean crash) throws Exception {
        try (TestDatabase server = TestDatabase.durable();
                CommitterFixture log = CommitterFixture.on(server.database(), SETTINGS)) {
            Set<ReceiptId> answered = ConcurrentHashMap.newKeySet();
            AtomicBoolean refused = new AtomicBoolean();
            AtomicBoolean over = new AtomicBoolean();
            try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
                for (int i = 0; i < 8; i++) {
                    callers.submit(() -> load(log, answered, refused, over));
                }
                CommitterFixture.until("some load", () -> answered.size() > 200);
                if (crash) {
                    server.crash();
                } else {
                    server.stop();
                }
                CommitterFixture.until("callers are refused", refused::get);
                assertThat(log.committer.writable()).isFalse();
                server.restart();
                int before = answered.size();
                CommitterFixture.until("load goes on", () -> answered.size() > before + 200);
                over.set(true);
            }

            assertThat(log.tables.ids()).containsAll(answered);
            log.tables.requireSound();
        }
    }

    @Test
    void databaseAwayAtTheStart_isWaitedFor() throws Exception {
        try (TestDatabase server = TestDatabase.dedicated();
                CommitterFixture first = CommitterFixture.on(server.database(), SETTINGS)) {
            first.close();
            server.stop();
            try (CommitterFixture log = first.another(SETTINGS)) {
                CommitterFixture.until("unwritable", () -> !log.committer.writable());

                server.restart();

                CommitterFixture.until("writable", log.committer::writable);
                assertThat(log.append(Entries.prediction()).index()).isZero();
            }
        }
    }

    private static void load(
            CommitterFixture log,
            Set<ReceiptId> answered,
            AtomicBoolean refused,
            AtomicBoolean over) {
        while (!over.get()) {
            try {
                answered.add(log.append(Entries.prediction()).receipt());
            } catch (LogUnavailableException away) {
                refused.set(true);
            }
        }
    }
}
