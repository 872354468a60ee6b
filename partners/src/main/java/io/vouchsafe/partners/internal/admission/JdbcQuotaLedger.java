package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.kernel.ContractId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;

/**
 * The table {@code partners.quota_lease}. Each lease is one statement in a transaction of its own;
 * PostgreSQL re-checks its condition on the locked row, so concurrent nodes never exceed the limit.
 */
final class JdbcQuotaLedger implements QuotaLedger {
    private static final int TIMEOUT_SECONDS = 2;

    private final DataSource dataSource;

    /**
     * @param dataSource outside JTA, in auto-commit mode
     */
    JdbcQuotaLedger(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Lease lease(ContractId contract, LocalDate day, long wanted, long limit)
            throws SQLException {
        try (var connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                INSERT INTO partners.quota_lease AS q
                                    (contract_id, day, leased, last_portion)
                                VALUES (?, ?, least(?, ?), least(?, ?))
                                ON CONFLICT (contract_id, day) DO UPDATE SET
                                    leased = q.leased + least(?, ? - q.leased),
                                    last_portion = least(?, ? - q.leased)
                                WHERE q.leased < ?
                                RETURNING last_portion, leased
                                """)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.setString(1, contract.value());
            statement.setObject(2, day);
            for (int parameter = 3; parameter < 11; parameter += 2) {
                statement.setLong(parameter, wanted);
                statement.setLong(parameter + 1, limit);
            }
            statement.setLong(11, limit);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Lease(row.getLong(1), row.getLong(2)) : new Lease(0, limit);
            }
        }
    }

    @Override
    public void giveBack(ContractId contract, LocalDate day, long unused) throws SQLException {
        try (var connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                UPDATE partners.quota_lease SET leased = leased - ?
                                WHERE contract_id = ? AND day = ? AND leased >= ?
                                """)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.setLong(1, unused);
            statement.setString(2, contract.value());
            statement.setObject(3, day);
            statement.setLong(4, unused);
            statement.executeUpdate();
        }
    }
}
