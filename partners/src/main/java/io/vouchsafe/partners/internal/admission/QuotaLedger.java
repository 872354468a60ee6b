package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.kernel.ContractId;
import java.sql.SQLException;
import java.time.LocalDate;

/** Where all nodes take their portions of a day's quota from. */
interface QuotaLedger {
    /**
     * Takes up to {@code wanted} calls out of the day's quota, atomically over all nodes.
     *
     * @param limit the whole quota of the day
     */
    Lease lease(ContractId contract, LocalDate day, long wanted, long limit) throws SQLException;

    /** Puts calls back that were leased and not used. */
    void giveBack(ContractId contract, LocalDate day, long unused) throws SQLException;

    /**
     * A portion.
     *
     * @param granted 0 when the day's quota is leased out
     * @param leased by all nodes so far, this portion included
     */
    record Lease(long granted, long leased) {}
}
