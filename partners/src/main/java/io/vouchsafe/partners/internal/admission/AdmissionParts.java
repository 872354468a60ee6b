package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.Snapshots;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import javax.sql.DataSource;

/** What admission takes from the server: the data source outside JTA, threads, snapshots. */
@Dependent
class AdmissionParts {
    private final Snapshots snapshots;

    @Resource(lookup = "java:jboss/datasources/VouchsafeLog")
    private DataSource dataSource;

    @Resource private ManagedExecutorService executor;

    private Snapshot<ContractBook> contracts;
    private Rates rates;
    private Quotas quotas;

    @Inject
    @SuppressWarnings("NullAway.Init") // the container sets the rest, then calls start
    AdmissionParts(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @PostConstruct
    void start() {
        contracts = snapshots.follow(new ContractSource());
        rates = new Rates(System::nanoTime);
        quotas = new Quotas(new JdbcQuotaLedger(dataSource), executor, System::nanoTime);
        contracts.onChange(
                book -> {
                    rates.retain(book::knows);
                    quotas.retain(book::knows);
                });
    }

    @PreDestroy
    void stop() {
        quotas.close();
    }

    Snapshot<ContractBook> contracts() {
        return contracts;
    }

    Rates rates() {
        return rates;
    }

    Quotas quotas() {
        return quotas;
    }
}
