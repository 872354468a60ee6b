package io.vouchsafe.store.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void freshDatabases_doNotSeeEachOther() throws SQLException {
        DataSource one = TestDatabase.fresh();
        DataSource two = TestDatabase.fresh();

        execute(one, "CREATE TABLE only_here (id int)");

        assertThatThrownBy(() -> execute(two, "SELECT * FROM only_here"))
                .hasMessageContaining("only_here");
    }

    @Test
    void stoppedServer_refusesThenHoldsItsRowsAfterRestart() throws SQLException {
        try (TestDatabase server = TestDatabase.dedicated()) {
            DataSource database = server.database();
            execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");

            server.stop();
            assertThatThrownBy(() -> execute(database, "SELECT 1"))
                    .isInstanceOf(SQLException.class);
            server.restart();

            assertThat(text(database, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void durableServer_keepsCommittedRowsThroughACrash() throws SQLException {
        try (TestDatabase server = TestDatabase.durable()) {
            DataSource database = server.database();
            execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");

            server.crash();
            server.restart();

            assertThat(text(database, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(text(database, "SHOW fsync")).isEqualTo("on");
            assertThat(text(database, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String text(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
