package io.vouchsafe.launcher.postgres;

import io.vouchsafe.launcher.data.Secret;
import io.vouchsafe.launcher.data.Secrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The role and database of the suite. */
final class SuiteRole {

    static final String ROLE = "vouchsafe";
    static final String DATABASE = "vouchsafe";

    private final Secret password;

    SuiteRole(Secrets secrets) {
        this.password = secrets.get("postgres-vouchsafe");
    }

    Secret password() {
        return password;
    }

    /** Makes both when missing; the role's password always becomes the one on disk. */
    void ensure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, "pg_roles WHERE rolname = '" + ROLE + "'")) {
                statement.execute("CREATE ROLE " + ROLE + " LOGIN");
            }
            // Letters and digits only, made by us: nothing to quote.
            statement.execute("ALTER ROLE " + ROLE + " PASSWORD '" + password.reveal() + "'");
            if (!exists(statement, "pg_database WHERE datname = '" + DATABASE + "'")) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + ROLE);
            }
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
        }
    }

    private static boolean exists(Statement statement, String what) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT 1 FROM " + what)) {
            return row.next();
        }
    }
}
