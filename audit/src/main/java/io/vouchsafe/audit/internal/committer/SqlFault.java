package io.vouchsafe.audit.internal.committer;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What an SQL error says about the statement that met it (PostgreSQL, appendix A). */
enum SqlFault {
    /** Not committed: a row with this key is there already. */
    DUPLICATE,
    /** Not committed: the rows themselves are refused, so trying again cannot help. */
    REJECTED,
    /** Not committed: another transaction was in the way. */
    CONFLICT,
    /** An entry stands where the head says there is none: the tables contradict each other. */
    HEAD_BROKEN,
    /** Nobody knows: the connection or the server went away, or it has no resources. */
    UNKNOWN;

    static SqlFault of(SQLException fault) {
        @Nullable String state = fault.getSQLState();
        if (state == null || state.length() != 5) {
            return UNKNOWN;
        }
        if (state.equals("23505")) {
            return named(fault, "\"pk_entry\"") || named(fault, "\"pk_node\"")
                    ? HEAD_BROKEN
                    : DUPLICATE;
        }
        return switch (state.substring(0, 2)) {
            case "21", "22", "23", "44", "54", "P0" -> REJECTED;
            case "40" -> state.equals("40003") ? UNKNOWN : CONFLICT;
            default -> state.equals("55P03") ? CONFLICT : UNKNOWN;
        };
    }

    /**
     * The same fault without the row that PostgreSQL quotes in further lines of its message: it
     * goes to logs, and logs outlive consent.
     */
    static SQLException withoutRow(SQLException fault) {
        String message = String.valueOf(fault.getMessage());
        int line = message.indexOf('\n');
        SQLException bare =
                new SQLException(
                        line < 0 ? message : message.substring(0, line), fault.getSQLState());
        bare.setStackTrace(fault.getStackTrace());
        return bare;
    }

    private static boolean named(SQLException fault, String constraint) {
        String message = fault.getMessage();
        return message != null && message.contains(constraint);
    }
}
