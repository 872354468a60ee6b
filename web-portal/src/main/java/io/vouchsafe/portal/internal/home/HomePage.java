package io.vouchsafe.portal.internal.home;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.EntryDetail;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.Integrations;
import io.vouchsafe.partners.Metering;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Format;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import io.vouchsafe.portal.internal.receipt.Contributions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The front page: a partner's calls and receipts, an approver's inbox, everybody's next steps. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class HomePage {
    private static final int LAST = 8;
    private static final Duration SOON = Duration.ofDays(14);

    private PortalCaller people;
    private Frame frame;
    private Format format;
    private AuditTrail trail;
    private Contracts contracts;
    private Metering metering;
    private Registry registry;
    private Integrations integrations;

    private List<EntrySummary> entries = List.of();
    private List<ContractView> contractViews = List.of();
    private List<VersionView> versions = List.of();
    private List<CredentialView> keys = List.of();
    private Usage usage = Usage.none();
    private @Nullable EntryDetail explained;

    /** For the client proxy. */
    protected HomePage() {}

    @Inject
    public HomePage(
            PortalCaller people,
            Frame frame,
            Format format,
            AuditTrail trail,
            Contracts contracts,
            Metering metering,
            Registry registry,
            Integrations integrations) {
        this.people = people;
        this.frame = frame;
        this.format = format;
        this.trail = trail;
        this.contracts = contracts;
        this.metering = metering;
        this.registry = registry;
        this.integrations = integrations;
    }

    public void load() {
        Caller caller = people.current();
        Optional<PartnerId> scope = frame.scope();
        entries = trail.search(caller, newest(scope.orElse(null))).items();
        contractViews =
                contracts.contracts(caller).items().stream()
                        .filter(contract -> scope.map(contract.partner()::equals).orElse(true))
                        .toList();
        usage = Usage.of(metering, caller, contractViews, LocalDate.now(ZoneOffset.UTC));
        if (caller.isProvider()) {
            versions =
                    registry.models(caller).items().stream()
                            .map(ModelView::versions)
                            .flatMap(List::stream)
                            .toList();
        } else {
            keys = integrations.credentials(caller).items();
            explained = newestExplained(caller);
        }
    }

    /** A partner looks for its answers; the provider's people for whatever happened last. */
    private EntryQuery newest(@Nullable PartnerId scope) {
        String type = isPartner() ? "prediction" : null;
        return new EntryQuery(null, null, scope, null, null, null, null, type, null, null, LAST);
    }

    private @Nullable EntryDetail newestExplained(Caller caller) {
        return entries.stream()
                .map(entry -> trail.entry(caller, entry.receipt()))
                .flatMap(Optional::stream)
                .filter(entry -> entry.explanation() != null)
                .findFirst()
                .orElse(null);
    }

    public boolean isPartner() {
        return !people.current().isProvider();
    }

    public List<EntrySummary> getEntries() {
        return entries;
    }

    public List<ContractView> getContracts() {
        return contractViews;
    }

    public Badge state(ContractView contract) {
        return Badge.of(contract.state());
    }

    public long getActiveContracts() {
        return contractViews.stream()
                .filter(contract -> contract.state() == ContractState.ACTIVE)
                .count();
    }

    public long getAnswered() {
        return usage.answered();
    }

    public long getRefused() {
        return usage.refused();
    }

    public long getFaults() {
        return usage.faults();
    }

    public long getQuota() {
        return usage.quota();
    }

    /** Share of the quota used in percent, for the bar. */
    public double getUsedPercent() {
        return usage.used() * 100;
    }

    /** The bar in words. */
    public String getUsedText() {
        return frame.format("home.used", format.percent(usage.used()));
    }

    /** This month at list prices, by currency; a dash when nothing was called. */
    public String getCost() {
        return usage.costs().isEmpty()
                ? "–"
                : usage.costs().stream()
                        .map(sum -> format.money(sum.amount(), sum.currency().getCurrencyCode()))
                        .collect(Collectors.joining(" + "));
    }

    /** True when something was called in the two weeks. */
    public boolean isUsed() {
        return usage.days().stream().anyMatch(day -> day.answered() + day.failed() > 0);
    }

    public DayChart getWideChart() {
        return DayChart.wide(usage.days(), usage.quota(), format);
    }

    public DayChart getNarrowChart() {
        return DayChart.narrow(usage.days(), usage.quota(), format);
    }

    /** Receipt of the newest explained answer; null when none of the last ones was explained. */
    public @Nullable EntrySummary getExplained() {
        return explained == null ? null : explained.summary();
    }

    /** Its picture: the first row's. */
    public @Nullable Contributions getExplanation() {
        String explanation = explained == null ? null : explained.explanation();
        return explanation == null
                ? null
                : Contributions.read(explanation, format).stream().findFirst().orElse(null);
    }

    /** Keys that are neither revoked nor expired. */
    public List<CredentialView> getKeys() {
        Instant now = frame.getNow();
        return keys.stream()
                .filter(key -> key.revokedAt() == null && key.expiresAt().isAfter(now))
                .toList();
    }

    /** Keys that expire within two weeks. */
    public List<CredentialView> getExpiring() {
        Instant soon = frame.getNow().plus(SOON);
        return getKeys().stream().filter(key -> key.expiresAt().isBefore(soon)).toList();
    }

    /** Versions that wait for a decision this person may take. */
    public List<VersionView> getInbox() {
        String me = people.current().name();
        return in(VersionState.SUBMITTED)
                .filter(
                        version ->
                                people.is(Roles.APPROVER)
                                        && !me.equals(version.registeredBy())
                                        && !me.equals(version.submittedBy()))
                .toList();
    }

    /** Approved versions that this person may deploy. */
    public List<VersionView> getToDeploy() {
        return people.is(Roles.MODEL_OWNER) || people.is(Roles.APPROVER) || people.is(Roles.ADMIN)
                ? in(VersionState.APPROVED).toList()
                : List.of();
    }

    public long getWaiting() {
        return in(VersionState.SUBMITTED).count();
    }

    public long getDeployed() {
        return in(VersionState.DEPLOYED).count();
    }

    public long getStopped() {
        return in(VersionState.STOPPED).count();
    }

    private Stream<VersionView> in(VersionState state) {
        return versions.stream().filter(version -> version.state() == state);
    }

    /** Contracts that wait for this person's side. */
    public List<ContractView> getToSign() {
        return contractViews.stream()
                .filter(
                        contract ->
                                people.is(Roles.PARTNER_ADMIN)
                                                && contract.state() == ContractState.OFFERED
                                        || people.is(Roles.ADMIN)
                                                && contract.state() == ContractState.SIGNED)
                .toList();
    }

    public boolean isIdle() {
        return getTasks() == 0;
    }

    public int getTasks() {
        return getToSign().size() + getInbox().size() + getToDeploy().size() + getExpiring().size();
    }

    /** What happens next, for the standing line. */
    public String getNext() {
        if (!getToSign().isEmpty()) {
            return frame.text("home.next.sign");
        }
        if (!getInbox().isEmpty()) {
            return frame.text("home.next.inbox");
        }
        if (!getToDeploy().isEmpty()) {
            return frame.text("home.next.deploy");
        }
        if (!getExpiring().isEmpty()) {
            return frame.text("home.next.key");
        }
        return frame.text("home.next.nothing");
    }
}
