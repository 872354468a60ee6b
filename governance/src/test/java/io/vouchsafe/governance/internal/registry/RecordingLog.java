package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.kernel.ReceiptId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Writes events to a table on the caller's transaction, as the real log does to its outbox. */
final class RecordingLog implements AuditLog {
    private final DataSource joining;
    volatile Runnable whenRecording = () -> {};

    RecordingLog(DataSource joining) {
        this.joining = joining;
        try (Connection connection = joining.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS recorded (
                        position int8 GENERATED ALWAYS AS IDENTITY, event text NOT NULL)""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ReceiptId record(Event event) {
        whenRecording.run();
        try (Connection connection = joining.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO recorded (event) VALUES (?)")) {
            insert.setString(1, event.type() + " by " + event.actor().name());
            insert.executeUpdate();
            return ReceiptId.fresh();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is committed, oldest first. */
    List<String> events() {
        try (Connection connection = joining.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT event FROM recorded ORDER BY position")) {
            List<String> events = new ArrayList<>();
            while (rows.next()) {
                events.add(rows.getString(1));
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Sequenced append(Entry entry) {
        throw new AssertionError("The registry settles no request");
    }

    @Override
    public boolean writable() {
        return true;
    }
}
