package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.store.Snapshots;
import javax.sql.DataSource;

/** A desk on a test's database, for tests of other packages. */
public final class TestDesk {
    private TestDesk() {}

    /** Leases on the caller's thread. */
    public static AdmissionDesk on(DataSource database, Snapshots snapshots) {
        return new AdmissionDesk(
                snapshots.follow(new ContractSource()),
                new Rates(System::nanoTime),
                new Quotas(new JdbcQuotaLedger(database), Runnable::run, System::nanoTime));
    }
}
