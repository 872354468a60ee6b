package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFaultTest {
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "23505, DUPLICATE, unique key",
        "23514, REJECTED, check constraint",
        "23502, REJECTED, not null",
        "22001, REJECTED, value too long",
        "22021, REJECTED, character not in repertoire",
        "54000, REJECTED, row too large",
        "P0001, REJECTED, a trigger refused",
        "40001, CONFLICT, serialization",
        "40P01, CONFLICT, deadlock",
        "55P03, CONFLICT, lock not available",
        "40003, UNKNOWN, statement completion unknown",
        "08006, UNKNOWN, connection lost",
        "08001, UNKNOWN, no connection",
        "57P01, UNKNOWN, server shuts down",
        "57014, UNKNOWN, cancelled by a timeout",
        "53100, UNKNOWN, disk full",
        "53300, UNKNOWN, too many connections",
        "25006, UNKNOWN, read only after a failover",
        "42P01, UNKNOWN, a table is missing",
        "XX001, UNKNOWN, data corrupted",
        "'', UNKNOWN, no state",
        "1, UNKNOWN, no state of the standard"
    })
    void state_decidesWhatIsDone(String state, SqlFault expected, String reason) {
        assertThat(SqlFault.of(new SQLException("text", state))).as(reason).isEqualTo(expected);
    }

    @Test
    void missingState_meansThatNobodyKnows() {
        assertThat(SqlFault.of(new SQLException("text"))).isEqualTo(SqlFault.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "pk_entry, HEAD_BROKEN",
        "pk_node, HEAD_BROKEN",
        "uq_entry_receipt, DUPLICATE",
        "pk_usage_record, DUPLICATE"
    })
    void brokenKey_isToldByItsName(String constraint, SqlFault expected) {
        SQLException fault =
                new SQLException(
                        "ERROR: duplicate key value violates unique constraint \"%s\""
                                .formatted(constraint),
                        "23505");

        assertThat(SqlFault.of(fault)).isEqualTo(expected);
    }

    @Test
    void quotedRow_isLeftOut() {
        SQLException quoting =
                new SQLException(
                        "ERROR: violates check constraint \"ck\"\n  Detail: Failing row contains (4711).",
                        "23514");

        SQLException bare = SqlFault.withoutRow(quoting);

        assertThat(bare.getMessage()).isEqualTo("ERROR: violates check constraint \"ck\"");
        assertThat(bare.getSQLState()).isEqualTo("23514");
        assertThat(bare.getStackTrace()).isEqualTo(quoting.getStackTrace());
        assertThat(SqlFault.of(bare)).isEqualTo(SqlFault.of(quoting));
    }
}
