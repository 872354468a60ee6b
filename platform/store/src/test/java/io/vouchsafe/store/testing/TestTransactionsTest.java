package io.vouchsafe.store.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestTransactionsTest {
    private final DataSource database = TestDatabase.fresh();
    private final TestTransactions transactions = TestTransactions.on(database);

    @BeforeEach
    void createTable() throws SQLException {
        TestDatabaseTest.execute(database, "CREATE TABLE note (text varchar(20))");
    }

    @Test
    void workThatReturns_isCommitted() throws SQLException {
        transactions.run(() -> write("kept"));

        assertThat(count()).isEqualTo("1");
    }

    @Test
    void workThatThrows_isRolledBackThroughEveryJoinedConnection() throws SQLException {
        assertThatThrownBy(
                        () ->
                                transactions.run(
                                        () -> {
                                            write("one");
                                            write("two");
                                            throw new IllegalArgumentException("no");
                                        }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(count()).isEqualTo("0");
    }

    @Test
    void rollbackOnly_returnsButKeepsNothing() throws SQLException {
        String value =
                transactions.call(
                        () -> {
                            write("gone");
                            transactions.rollbackOnly();
                            return "declined";
                        });

        assertThat(value).isEqualTo("declined");
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void nestedCall_joinsTheOuterTransaction() throws SQLException {
        assertThatThrownBy(
                        () ->
                                transactions.run(
                                        () -> {
                                            transactions.run(() -> write("inner"));
                                            throw new IllegalArgumentException("outer");
                                        }))
                .hasMessage("outer");

        assertThat(count()).isEqualTo("0");
    }

    @Test
    void outsideATransaction_theJoinedSourceCommitsEachStatement() throws SQLException {
        write("alone");

        assertThat(count()).isEqualTo("1");
        assertThat(transactions.registry().getTransactionStatus())
                .isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void synchronizations_hearBeforeAndAfter() {
        List<Object> heard = new ArrayList<>();
        Synchronization listener =
                new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                        heard.add("before");
                    }

                    @Override
                    public void afterCompletion(int status) {
                        heard.add(status);
                    }
                };

        transactions.run(() -> transactions.registry().registerInterposedSynchronization(listener));
        transactions.run(
                () -> {
                    transactions.registry().registerInterposedSynchronization(listener);
                    transactions.rollbackOnly();
                });

        assertThat(heard)
                .containsExactly("before", Status.STATUS_COMMITTED, Status.STATUS_ROLLEDBACK);
    }

    private void write(String text) throws SQLException {
        try (Connection connection = transactions.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO note VALUES ('" + text + "')");
        }
    }

    private String count() throws SQLException {
        return TestDatabaseTest.text(database, "SELECT count(*) FROM note");
    }
}
