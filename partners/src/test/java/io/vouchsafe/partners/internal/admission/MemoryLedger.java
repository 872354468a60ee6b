package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.kernel.ContractId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** A ledger that several nodes of a test share; counts what it is asked and can go away. */
final class MemoryLedger implements QuotaLedger {
    private final Map<String, Long> leased = new HashMap<>();
    private int leases;
    private boolean down;

    @Override
    public synchronized Lease lease(ContractId contract, LocalDate day, long wanted, long limit)
            throws SQLException {
        leases++;
        if (down) {
            throw new SQLException("No database");
        }
        String key = contract + " " + day;
        long before = leased.getOrDefault(key, 0L);
        long granted = Math.max(0, Math.min(wanted, limit - before));
        leased.put(key, before + granted);
        return new Lease(granted, before + granted);
    }

    @Override
    public synchronized void giveBack(ContractId contract, LocalDate day, long unused)
            throws SQLException {
        if (down) {
            throw new SQLException("No database");
        }
        leased.merge(contract + " " + day, -unused, Long::sum);
    }

    synchronized long leased(ContractId contract, LocalDate day) {
        return leased.getOrDefault(contract + " " + day, 0L);
    }

    synchronized int leases() {
        return leases;
    }

    synchronized void down(boolean isDown) {
        down = isDown;
    }
}
