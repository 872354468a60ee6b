package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.internal.body.PredictionRows;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.TestKeys;
import io.vouchsafe.verifier.Frontier;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that takes the statement and does not answer: made of nothing but this JVM. */
class StalledDatabaseTest {
    private static final CommitterSettings IMPATIENT =
            new CommitterSettings(
                    10,
                    10,
                    Duration.ofMillis(100),
                    Duration.ofMillis(50),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100));

    @TempDir Path folder;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final TestKeys keys = new TestKeys("log.example", 1);
    private final PredictionRows rows = new PredictionRows(List.of(), keys, keys);

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void callerIsToldInTime_andItsReceiptIsNotedBefore() {
        try (Committer committer = committer()) {
            Entries entry = Entries.prediction();

            assertThatThrownBy(() -> committer.append(rows.row(entry.entry())))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("takes it back");

            assertThat(new AbandonedFile(folder).open()).containsExactly(entry.id());
            release.countDown();
        }
    }

    @Test
    void callersBehindIt_areToldThatNothingHappened() throws Exception {
        try (Committer committer = committer()) {
            Entries first = Entries.prediction();
            Thread stalled =
                    Thread.ofPlatform()
                            .start(
                                    () ->
                                            assertThatThrownBy(
                                                            () ->
                                                                    committer.append(
                                                                            rows.row(
                                                                                    first.entry())))
                                                    .isInstanceOf(LogUnavailableException.class));
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
            Entries behind = Entries.prediction();

            assertThatThrownBy(() -> committer.append(rows.row(behind.entry())))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("never will be");

            stalled.join();
            assertThat(new AbandonedFile(folder).open()).containsExactly(first.id());
            release.countDown();
        }
    }

    private Committer committer() {
        return new Committer(
                        database(),
                        Executors.defaultThreadFactory(),
                        Clock.systemUTC(),
                        List.of(),
                        IMPATIENT,
                        head -> {},
                        new AbandonedFile(folder))
                .start();
    }

    private DataSource database() {
        return fake(DataSource.class, Map.of("getConnection", none -> connection()));
    }

    private Connection connection() {
        Map<String, Answer> answers = new HashMap<>();
        answers.put("getAutoCommit", none -> true);
        answers.put("createArrayOf", none -> fake(Array.class, Map.of()));
        answers.put(
                "createStatement",
                none -> fake(Statement.class, Map.of("executeQuery", sql -> rows(false))));
        Connection connection = fake(Connection.class, answers);
        answers.put("prepareStatement", sql -> statement(connection, String.valueOf(sql[0])));
        return connection;
    }

    /** The head is read at once; what moves it waits. */
    private PreparedStatement statement(Connection connection, String sql) {
        return fake(
                PreparedStatement.class,
                Map.of(
                        "getConnection",
                        none -> connection,
                        "executeQuery",
                        none -> {
                            if (sql.contains("UPDATE audit.head")) {
                                reached.countDown();
                                release.await();
                                return rows(false);
                            }
                            return rows(sql.contains("FROM audit.head"));
                        }));
    }

    /** The empty log's head, or no row. */
    private static ResultSet rows(boolean head) {
        Frontier empty = new Frontier();
        Iterator<Boolean> more = List.of(head, false).iterator();
        return fake(
                ResultSet.class,
                Map.of(
                        "next",
                        none -> more.next(),
                        "getBytes",
                        column -> column[0].equals(1) ? empty.root().toBytes() : empty.toBytes()));
    }

    private interface Answer {
        @Nullable Object to(Object[] arguments) throws Exception;
    }

    /** Does what it is told to, and otherwise nothing. */
    private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            Answer answer = answers.get(method.getName());
                            if (answer != null) {
                                return answer.to(arguments == null ? new Object[0] : arguments);
                            }
                            return method.getReturnType() == boolean.class ? false : null;
                        }));
    }
}
