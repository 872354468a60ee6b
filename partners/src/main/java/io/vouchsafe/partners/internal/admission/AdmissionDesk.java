package io.vouchsafe.partners.internal.admission;

import static io.vouchsafe.partners.internal.PartnersMessages.TEXT;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.AdmissionRequest;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.Grant;
import io.vouchsafe.partners.RateLimit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers who is let in. The order of its checks is the order of what may be told: what the
 * credential may do, whether a contract names the model, whether that contract is in force, whether
 * it allows the purpose, and only then how much of it is left.
 */
@ApplicationScoped
public class AdmissionDesk {
    /** Whoever changes a contract says so under this name. */
    public static final String SNAPSHOT = "partners.contracts";

    private static final String SCOPE = "infer";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Snapshot<ContractBook> contracts;
    private final Rates rates;
    private final Quotas quotas;

    @Inject
    AdmissionDesk(AdmissionParts parts) {
        this(parts.contracts(), parts.rates(), parts.quotas());
    }

    AdmissionDesk(Snapshot<ContractBook> contracts, Rates rates, Quotas quotas) {
        this.contracts = contracts;
        this.rates = rates;
        this.quotas = quotas;
    }

    @SuppressWarnings("NullAway") // for the client proxy
    protected AdmissionDesk() {
        this.contracts = null;
        this.rates = null;
        this.quotas = null;
    }

    public Admission admit(AdmissionRequest request) {
        Caller caller = request.caller();
        ModelName model = request.model();
        if (!caller.mayCall(SCOPE, model)) {
            return refused(Reason.SCOPE_MISSING, null, TEXT.scopeMissing(model));
        }
        PartnerId partner = caller.partner();
        Optional<Terms> chosen =
                partner == null
                        ? Optional.empty()
                        : contracts
                                .current()
                                .choose(partner, model, request.contract(), request.time());
        return chosen.map(terms -> admit(request, terms))
                .orElseGet(() -> refused(Reason.NOT_ENTITLED, null, TEXT.notEntitled(model)));
    }

    public void release(Grant grant) {
        quotas.release(grant.contract().id(), grant.day(), calls(grant.units()));
    }

    public Set<ModelName> callable(Caller caller, Instant time) {
        PartnerId partner = caller.partner();
        if (partner == null) {
            return Set.of();
        }
        return contracts.current().models(partner, time).stream()
                .filter(model -> caller.mayCall(SCOPE, model))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Admission admit(AdmissionRequest request, Terms terms) {
        ContractRef contract = terms.contract();
        ContractId id = contract.id();
        Instant time = request.time();
        if (terms.state() != ContractState.ACTIVE) {
            return refused(Reason.CONTRACT_NOT_ACTIVE, contract, TEXT.notActive(id, terms.state()));
        }
        Instant end = terms.validTo();
        if (end != null && terms.hasEnded(time)) {
            return refused(Reason.CONTRACT_EXPIRED, contract, TEXT.expired(id, end));
        }
        if (!terms.hasBegun(time)) {
            return refused(
                    Reason.CONTRACT_NOT_ACTIVE, contract, TEXT.notStarted(id, terms.validFrom()));
        }
        Purpose purpose = request.purpose();
        if (purpose == null && terms.purposes().size() > 1) {
            return refused(
                    Reason.PURPOSE_REQUIRED, contract, TEXT.purposeRequired(id, names(terms)));
        }
        if (purpose == null) {
            purpose = terms.purposes().iterator().next();
        }
        if (!terms.purposes().contains(purpose)) {
            return refused(
                    Reason.PURPOSE_NOT_ALLOWED,
                    contract,
                    TEXT.purposeNotAllowed(id, purpose, names(terms)));
        }
        return reserve(request, terms, purpose);
    }

    private Admission reserve(AdmissionRequest request, Terms terms, Purpose purpose) {
        ContractId id = terms.contract().id();
        long calls = calls(request.units());
        Rates.Take rate = rates.take(id, terms.requestsPerSecond(), calls);
        if (!rate.granted()) {
            return new Admission.Refused(
                    Reason.RATE_EXCEEDED,
                    terms.contract(),
                    TEXT.rateExceeded(id, terms.requestsPerSecond()),
                    rate.delay(),
                    rate.limit());
        }
        LocalDate day = LocalDate.ofInstant(request.time(), ZoneOffset.UTC);
        Duration toMidnight =
                Duration.between(
                        request.time(), day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        Function<Long, RateLimit> daily =
                remaining -> new RateLimit(terms.callsPerDay(), remaining, seconds(toMidnight));
        return switch (quotas.reserve(id, day, calls, terms.callsPerDay())) {
            case Reservation.Reserved reserved ->
                    granted(
                            request,
                            terms,
                            purpose,
                            day,
                            nearer(rate.limit(), daily.apply(reserved.remaining())));
            case Reservation.Exhausted exhausted ->
                    new Admission.Refused(
                            Reason.QUOTA_EXHAUSTED,
                            terms.contract(),
                            TEXT.quotaExhausted(terms.callsPerDay(), id),
                            toMidnight,
                            daily.apply(0L));
            case Reservation.Unavailable unavailable -> unavailable(terms.contract());
            case Reservation.Closed closed -> unavailable(terms.contract());
        };
    }

    private static Admission granted(
            AdmissionRequest request,
            Terms terms,
            Purpose purpose,
            LocalDate day,
            RateLimit limit) {
        return new Admission.Granted(
                new Grant(
                        terms.contract(),
                        terms.partner(),
                        terms.plan(),
                        request.model(),
                        purpose,
                        terms.maskingPolicy(),
                        terms.hiddenOutputs().getOrDefault(request.model(), Set.of()),
                        request.units(),
                        terms.unitPrice(),
                        day,
                        limit));
    }

    private static Admission unavailable(ContractRef contract) {
        return new Admission.Refused(
                Reason.LOG_UNAVAILABLE, contract, TEXT.quotaUnavailable(), SOON, null);
    }

    private static Admission refused(Reason reason, @Nullable ContractRef contract, String detail) {
        return new Admission.Refused(reason, contract, detail, null, null);
    }

    /** The window with the smaller share left. */
    private static RateLimit nearer(RateLimit rate, RateLimit daily) {
        double rateLeft = (double) rate.remaining() / rate.limit();
        double dailyLeft = (double) daily.remaining() / daily.limit();
        return dailyLeft <= rateLeft ? daily : rate;
    }

    private static long calls(Units units) {
        return Math.max(1, units.of(Units.CALLS));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }

    private static String names(Terms terms) {
        return String.join(
                ", ",
                terms.purposes().stream()
                        .map(Purpose::value)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
