package io.vouchsafe.audit.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.LogState;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.Entries;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every page of the portal asks. */
class StateTest {
    @TempDir Path folder;

    @Test
    void state_countsWhatWasAnswered() {
        try (LogFixture log = LogFixture.on(EmptyDatabase.get(), folder)) {
            log.append(Entries.prediction());
            log.published(4);

            LogState state = log.log.state();

            assertThat(state.size()).isEqualTo(5);
            assertThat(state.published()).isEqualTo(5);
            assertThat(state.root()).isNotNull();
            assertThat(state.writable()).isTrue();
        }
    }

    @Test
    void state_takesNoConnectionFromTheCommitter() {
        Set<Thread> borrowers = ConcurrentHashMap.newKeySet();
        try (LogFixture log = LogFixture.on(watched(EmptyDatabase.get(), borrowers), folder)) {
            log.append(Entries.prediction());
            borrowers.clear();

            LogState state = log.log.state();

            assertThat(state.size()).isEqualTo(1);
            assertThat(borrowers).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void state_hearsOfOtherNodes() {
        DataSource database = EmptyDatabase.get();
        try (LogFixture here = LogFixture.on(database, folder.resolve("here"));
                LogFixture there = LogFixture.on(database, folder.resolve("there"))) {
            there.append(Entries.prediction());

            assertThat(eventually(here, 1).size()).isEqualTo(1);
        }
    }

    @Test
    void restartedNode_knowsWhatItFound() {
        DataSource database = EmptyDatabase.get();
        try (LogFixture log = LogFixture.on(database, folder)) {
            log.published(3);
        }

        try (LogFixture again = LogFixture.on(database, folder)) {
            assertThat(again.log.state().size()).isEqualTo(3);
        }
    }

    private static LogState eventually(LogFixture log, long size) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (log.log.state().size() < size && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return log.log.state();
    }

    private static DataSource watched(DataSource database, Set<Thread> borrowers) {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (self, method, arguments) -> {
                            borrowers.add(Thread.currentThread());
                            return method.invoke(database, arguments);
                        });
    }
}
