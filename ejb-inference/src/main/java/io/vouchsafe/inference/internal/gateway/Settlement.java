package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Salt;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.Grant;
import io.vouchsafe.verifier.Commitment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The end of every request: its entry is durable before the caller hears of it. What was not
 * answered gives its reservation back and costs nothing.
 */
@ApplicationScoped
class Settlement {
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Kinds of refusals that are counted apart. */
    private static final int KINDS = 4096;

    private final Contracts contracts;
    private final AuditLog audit;
    private final Clock clock;
    private final RefusalWindows windows = new RefusalWindows(KINDS);

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected Settlement() {
        this(null, null, Clock.systemUTC());
    }

    @Inject
    Settlement(Contracts contracts, AuditLog audit) {
        this(contracts, audit, Clock.systemUTC());
    }

    Settlement(Contracts contracts, AuditLog audit, Clock clock) {
        this.contracts = contracts;
        this.audit = audit;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Answers, once the entry is durable. */
    InferenceOutcome settle(InferenceRequest request, Grant grant, Served served) {
        Entry entry = entry(request, grant, served);
        try {
            Sequenced settled = audit.append(entry);
            return new InferenceOutcome.Answered(
                    served.body(), served.version().ref(), settled, grant.limit());
        } catch (LogUnavailableException down) {
            return logUnavailable(entry, grant, down);
        }
    }

    @SuppressWarnings("NullAway") // reads no annotation of an array or a qualified type in a record
    private Entry entry(InferenceRequest request, Grant grant, Served served) {
        byte[] salt = Salt.fresh();
        Money price = grant.unitPrice().times(grant.units().of(Units.CALLS));
        return new Entry(
                ReceiptId.fresh(),
                now(),
                salt,
                grant.contract(),
                grant.partner(),
                request.caller().name(),
                grant.purpose(),
                request.subject(),
                served.version().ref(),
                null,
                served.version().digest(),
                served.masked().policy(),
                served.released().report(),
                Commitment.of(salt, request.body()),
                Commitment.of(salt, served.body()),
                served.released().explanation(),
                Decision.ALLOW,
                null,
                grant.units(),
                grant.plan(),
                price,
                0);
    }

    /** Refused at the door: nothing was reserved. */
    InferenceOutcome refuse(InferenceRequest request, Admission.Refused refused) {
        Refusal refusal =
                new Refusal(
                        refused.contract(),
                        request.caller().partner(),
                        request.caller().name(),
                        request.purpose(),
                        null,
                        request.model().value(),
                        refused.reason());
        return new InferenceOutcome.Refused(
                refused.reason(),
                refused.detail(),
                note(refusal, request),
                refused.retryAfter(),
                refused.limit());
    }

    /** Refused on the way: the reservation goes back. */
    InferenceOutcome refuse(
            InferenceRequest request,
            Grant grant,
            @Nullable ModelRoute route,
            RefusedException refused) {
        release(grant);
        Refusal refusal = refusal(request, grant, route, refused.reason());
        return new InferenceOutcome.Refused(
                refused.reason(),
                refused.detail(),
                note(refusal, request),
                refused.retryAfter(),
                grant.limit());
    }

    /** Something broke: the reservation goes back, the fault is recorded. */
    InferenceOutcome fail(
            InferenceRequest request, Grant grant, @Nullable ModelRoute route, Throwable fault) {
        release(grant);
        Reason reason = reasonOf(fault);
        byte[] salt = Salt.fresh();
        Entry entry =
                entry(
                        refusal(request, grant, route, reason),
                        request.subject(),
                        salt,
                        Commitment.of(salt, request.body()),
                        Decision.FAULT,
                        0);
        LOG.requestFailed(entry.id().toString(), reason, fault);
        try {
            return new InferenceOutcome.Faulted(reason, said(reason, request), audit.append(entry));
        } catch (LogUnavailableException down) {
            LOG.logUnavailable(entry.id().toString(), down);
            return new InferenceOutcome.Refused(
                    Reason.LOG_UNAVAILABLE, LOG.logDown(), null, RETRY, grant.limit());
        }
    }

    private static Refusal refusal(
            InferenceRequest request, Grant grant, @Nullable ModelRoute route, Reason reason) {
        return new Refusal(
                grant.contract(),
                grant.partner(),
                request.caller().name(),
                grant.purpose(),
                route == null ? null : route.ref(),
                request.model().value(),
                reason);
    }

    private static Reason reasonOf(Throwable fault) {
        return switch (fault) {
            case DeadlineExceededException late -> Reason.DEADLINE_EXCEEDED;
            case PredictionFailedException failed -> Reason.MODEL_FAILED;
            default -> Reason.INTERNAL;
        };
    }

    private static String said(Reason reason, InferenceRequest request) {
        return switch (reason) {
            case DEADLINE_EXCEEDED -> LOG.deadlineExceeded(request.timeout().toMillis());
            case MODEL_FAILED -> LOG.modelFailed();
            default -> LOG.internalFault();
        };
    }

    private InferenceOutcome logUnavailable(
            Entry entry, Grant grant, LogUnavailableException down) {
        release(grant);
        LOG.logUnavailable(entry.id().toString(), down);
        return new InferenceOutcome.Refused(
                Reason.LOG_UNAVAILABLE, LOG.logDown(), null, RETRY, grant.limit());
    }

    private void release(Grant grant) {
        contracts.release(grant);
    }

    /** An entry for the first of its kind in this second; null for those that are counted. */
    private @Nullable Sequenced note(Refusal refusal, InferenceRequest request) {
        OptionalLong repeats = windows.note(refusal, now().getEpochSecond());
        if (windows.isFull()) {
            writeCounted();
        }
        if (repeats.isEmpty()) {
            return null;
        }
        byte[] salt = Salt.fresh();
        return write(
                refusal,
                entry(
                        refusal,
                        request.subject(),
                        salt,
                        Commitment.of(salt, request.body()),
                        Decision.REFUSE,
                        repeats.getAsLong()));
    }

    /** The log is down: the refusal stands, and is counted into a later entry. */
    private @Nullable Sequenced write(Refusal refusal, Entry entry) {
        try {
            return audit.append(entry);
        } catch (LogUnavailableException down) {
            windows.giveBack(refusal, entry.repeats());
            LOG.refusalsKept(down);
            return null;
        }
    }

    /** Writes what was counted and will not be carried by another refusal soon. */
    void writeCounted() {
        for (RefusalWindows.Overdue overdue : windows.overdue(now().getEpochSecond())) {
            write(
                    overdue.refusal(),
                    entry(
                            overdue.refusal(),
                            null,
                            Salt.fresh(),
                            null,
                            Decision.REFUSE,
                            overdue.repeats()));
        }
    }

    @SuppressWarnings("NullAway") // reads no annotation of an array or a qualified type in a record
    private Entry entry(
            Refusal refusal,
            @Nullable String subject,
            byte[] salt,
            @Nullable String input,
            Decision decision,
            long repeats) {
        return new Entry(
                ReceiptId.fresh(),
                now(),
                salt,
                refusal.contract(),
                refusal.partner(),
                refusal.caller(),
                refusal.purpose(),
                subject,
                refusal.model(),
                refusal.model() == null ? refusal.requested() : null,
                null,
                null,
                Map.of(),
                input,
                null,
                null,
                decision,
                refusal.reason(),
                Units.NONE,
                null,
                null,
                repeats);
    }
}
