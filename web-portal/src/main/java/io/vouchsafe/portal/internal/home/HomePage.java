package io.vouchsafe.portal.internal.home;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.Metering;
import io.vouchsafe.partners.QuotaUse;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The front page: a partner's calls and receipts, an approver's inbox, everybody's next steps. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class HomePage {
    private static final int LAST = 8;
    private static final int DAYS = 14;

    private PortalCaller people;
    private AuditTrail trail;
    private Contracts contracts;
    private Metering metering;
    private Registry registry;

    private List<EntrySummary> receipts = List.of();
    private List<ContractView> contractViews = List.of();
    private List<QuotaUse> today = List.of();
    private List<VersionView> versions = List.of();
    private List<DayBar> days = List.of();

    /** For the client proxy. */
    protected HomePage() {}

    @Inject
    public HomePage(
            PortalCaller people,
            AuditTrail trail,
            Contracts contracts,
            Metering metering,
            Registry registry) {
        this.people = people;
        this.trail = trail;
        this.contracts = contracts;
        this.metering = metering;
        this.registry = registry;
    }

    public void load() {
        Caller caller = people.current();
        receipts = trail.search(caller, EntryQuery.newest(LAST)).items();
        if (!caller.isProvider() || caller.is(Roles.ADMIN)) {
            contractViews = contracts.contracts(caller).items();
            today = metering.today(caller);
        }
        if (caller.isProvider()) {
            versions =
                    registry.models(caller).items().stream()
                            .map(ModelView::versions)
                            .flatMap(List::stream)
                            .toList();
        } else {
            days = days(caller);
        }
    }

    private List<DayBar> days(Caller caller) {
        LocalDate last = LocalDate.now(ZoneOffset.UTC);
        LocalDate first = last.minusDays(DAYS - 1L);
        long[] answered = new long[DAYS];
        long[] failed = new long[DAYS];
        for (ContractView contract : contractViews) {
            metering.daily(caller, contract.ref().id(), first, last)
                    .forEach(
                            use -> {
                                int day = (int) (use.day().toEpochDay() - first.toEpochDay());
                                answered[day] += use.answered();
                                failed[day] += use.refused() + use.faults();
                            });
        }
        return DayBar.of(first, answered, failed);
    }

    public boolean isPartner() {
        return !people.current().isProvider();
    }

    public List<EntrySummary> getReceipts() {
        return receipts;
    }

    public Badge decision(EntrySummary entry) {
        return Badge.of(entry.decision());
    }

    public List<ContractView> getContracts() {
        return contractViews;
    }

    public Badge state(ContractView contract) {
        return Badge.of(contract.state());
    }

    public long getAnswered() {
        return today.stream().mapToLong(QuotaUse::answered).sum();
    }

    public long getRefused() {
        return today.stream().mapToLong(QuotaUse::refused).sum();
    }

    public long getFaults() {
        return today.stream().mapToLong(QuotaUse::faults).sum();
    }

    public long getQuota() {
        return today.stream().mapToLong(QuotaUse::quota).sum();
    }

    /** Share of the quota used, 0 to 1; 0 without a quota. */
    public double getUsed() {
        return getQuota() == 0 ? 0 : Math.min(1, (double) getAnswered() / getQuota());
    }

    /** Calls per day of two weeks. */
    public List<DayBar> getDays() {
        return days;
    }

    /** Versions that wait for a decision. */
    public List<VersionView> getInbox() {
        return in(VersionState.SUBMITTED).toList();
    }

    public long getDeployed() {
        return in(VersionState.DEPLOYED).count();
    }

    public long getStopped() {
        return in(VersionState.STOPPED).count();
    }

    public long getDrafts() {
        return in(VersionState.DRAFT).count();
    }

    private Stream<VersionView> in(VersionState state) {
        return versions.stream().filter(version -> version.state() == state);
    }

    /** Contracts that wait for this person's side. */
    public List<ContractView> getToSign() {
        ContractState waits =
                people.is(Roles.PARTNER_ADMIN) ? ContractState.OFFERED : ContractState.SIGNED;
        boolean may = people.is(Roles.PARTNER_ADMIN) || people.is(Roles.ADMIN);
        return contractViews.stream().filter(contract -> may && contract.state() == waits).toList();
    }
}
