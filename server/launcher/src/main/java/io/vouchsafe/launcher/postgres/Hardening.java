package io.vouchsafe.launcher.postgres;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings that make PostgreSQL durable and closed. They go on the command line, where neither
 * {@code postgresql.conf} nor {@code ALTER SYSTEM} can take them back, and are read back at each
 * start.
 */
final class Hardening {

    /** Who may connect: over loopback, with a password, by SCRAM. */
    static final String HOST_RULES =
            """
            # Written by the launcher at each start.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private static final Map<String, String> REQUIRED = required();

    private Hardening() {}

    private static Map<String, String> required() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        return settings;
    }

    static List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        REQUIRED.forEach(
                (name, value) -> {
                    arguments.add("-c");
                    arguments.add(name + "=" + value);
                });
        return arguments;
    }

    /** Refuses a server that runs with other settings. */
    static void verify(Connection connection) throws SQLException {
        for (Map.Entry<String, String> setting : REQUIRED.entrySet()) {
            require(connection, setting.getKey(), setting.getValue());
        }
        require(connection, "data_checksums", "on");
    }

    private static void require(Connection connection, String name, String value)
            throws SQLException {
        String actual = show(connection, name);
        if (!actual.equals(value)) {
            throw MESSAGES.notHardened(name, actual, value);
        }
    }

    private static String show(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
