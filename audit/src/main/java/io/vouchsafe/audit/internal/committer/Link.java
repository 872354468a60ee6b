package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.internal.AuditMessages;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The committer's way to the database: one session at a time, the head as that session saw it last,
 * and whether the database takes entries. Of the committer's thread alone, but for {@link
 * #writable}.
 */
final class Link implements AutoCloseable {
    private final DataSource dataSource;
    private final FusedStatement fused;

    private volatile boolean writable = true;
    private @Nullable Session session;
    private @Nullable Head head;

    Link(DataSource dataSource, FusedStatement fused) {
        this.dataSource = dataSource;
        this.fused = fused;
    }

    /** The open session, or a new one, which has seen no head yet. */
    Session session() throws SQLException {
        Session open = session;
        if (open == null) {
            open = Session.open(dataSource, fused);
            session = open;
            head = null;
        }
        return open;
    }

    /** Cuts the session: nothing more of it is believed. */
    void drop() {
        if (session != null) {
            session.discard();
        }
        session = null;
        head = null;
    }

    /** As {@link #drop}, because the database did not do what it was asked for. */
    void lost(SQLException fault) {
        drop();
        if (writable) {
            AuditMessages.LOG.notWritable(String.valueOf(fault.getSQLState()), fault);
        }
        writable = false;
    }

    /** Entries are taken. */
    void works() {
        if (!writable) {
            AuditMessages.LOG.writableAgain();
        }
        writable = true;
    }

    boolean writable() {
        return writable;
    }

    /** The head that the next commit builds on; null when it must be read. */
    @Nullable Head head() {
        return head;
    }

    void saw(Head newest) {
        head = newest;
    }

    void forgetHead() {
        head = null;
    }

    @Override
    public void close() {
        writable = false;
        if (session != null) {
            session.close();
        }
        session = null;
    }
}
