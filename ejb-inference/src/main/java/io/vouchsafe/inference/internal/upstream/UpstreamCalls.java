package io.vouchsafe.inference.internal.upstream;

import io.smallrye.faulttolerance.api.Guard;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.ModelUnavailableException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.outbound.Answer;
import io.vouchsafe.outbound.Call;
import io.vouchsafe.outbound.EventStream;
import io.vouchsafe.outbound.Limits;
import io.vouchsafe.outbound.Outbound;
import io.vouchsafe.outbound.OutboundException;
import io.vouchsafe.outbound.OutboundException.Reason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Calls of one upstream, guarded by MicroProfile Fault Tolerance: what did not reach it, or was
 * answered with 502, 503 or 504, is tried again within the deadline; when half of the last calls
 * failed, none is made for a while. Every call may be made again: a prediction changes nothing.
 */
final class UpstreamCalls {
    private static final long MAX_ANSWER = 64L << 20;
    private static final int WINDOW = 10;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Set<Integer> OF_THE_INPUT = Set.of(400, 413, 422);
    private static final Set<Integer> ANOTHER_TIME = Set.of(502, 503, 504);
    private static final int TOO_MANY = 429;

    private final Outbound outbound;
    private final UpstreamFile file;
    private final Supplier<Optional<String>> credential;
    private final Guard guard;

    /** It may be better the next time. */
    private static final class PassingException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** It has no time now, and is right to say so. */
    private static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * For one upstream.
     *
     * @param credential asked for each call: empty when the one that the file names is gone
     */
    UpstreamCalls(Outbound outbound, UpstreamFile file, Supplier<Optional<String>> credential) {
        this.outbound = outbound;
        this.file = file;
        this.credential = credential;
        this.guard =
                Guard.create()
                        .withDescription(file.origin())
                        .withCircuitBreaker()
                        .requestVolumeThreshold(WINDOW)
                        .failureRatio(0.5)
                        .delay(PAUSE.toMillis(), ChronoUnit.MILLIS)
                        .when(UpstreamCalls::isFailure)
                        .done()
                        .withRetry()
                        .maxRetries(file.retries())
                        .delay(50, ChronoUnit.MILLIS)
                        .jitter(50, ChronoUnit.MILLIS)
                        .whenException(failure -> failure instanceof PassingException)
                        .done()
                        .build();
    }

    /** What speaks against the server; a wrong input or a busy moment does not. */
    private static boolean isFailure(Throwable failure) {
        return failure instanceof PassingException
                || failure instanceof DeadlineExceededException
                || (failure instanceof PredictionFailedException prediction
                        && !prediction.inputAtFault());
    }

    /** A whole successful answer. */
    Answer get(String path, Deadline deadline) {
        return whole(() -> Call.get(file.at(path), headers(false), limits(deadline)), deadline);
    }

    /** A whole successful answer. */
    Answer post(String path, byte[] body, Deadline deadline) {
        return whole(() -> posted(path, body, deadline), deadline);
    }

    private Answer whole(Supplier<Call> call, Deadline deadline) {
        return guarded(
                () -> {
                    Answer answer = outbound.send(call.get());
                    check(answer.status());
                    return answer;
                },
                Answer.class,
                deadline);
    }

    /** A successful answer whose events the caller reads, outside of the guard, and closes. */
    EventStream open(String path, byte[] body, Deadline deadline) {
        return guarded(
                () -> {
                    EventStream stream = outbound.open(posted(path, body, deadline));
                    try {
                        check(stream.status());
                        return stream;
                    } catch (RuntimeException refused) {
                        stream.close();
                        throw refused;
                    }
                },
                EventStream.class,
                deadline);
    }

    private Call posted(String path, byte[] body, Deadline deadline) {
        return Call.post(file.at(path), headers(true), body, limits(deadline));
    }

    private Map<String, String> headers(boolean body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json, text/event-stream");
        if (body) {
            headers.put("Content-Type", "application/json");
        }
        if (file.credential() != null) {
            String value = credential.get().orElseThrow(() -> new ModelUnavailableException(PAUSE));
            headers.put("Authorization", "Bearer " + value);
        }
        return headers;
    }

    private Limits limits(Deadline deadline) {
        deadline.check();
        Limits limits = new Limits(file.connect(), file.request(), file.request(), MAX_ANSWER);
        return deadline.isLimited()
                ? limits.within(Duration.ofNanos(Math.max(1, deadline.remainingNanos())))
                : limits;
    }

    private static void check(int status) {
        if (status >= 200 && status < 300) {
            return;
        }
        if (ANOTHER_TIME.contains(status)) {
            throw new PassingException();
        }
        if (status == TOO_MANY) {
            throw new BusyException();
        }
        throw new PredictionFailedException(
                OF_THE_INPUT.contains(status), "The upstream answered with status " + status, null);
    }

    private <T> T guarded(Callable<T> work, Class<T> type, Deadline deadline) {
        try {
            return guard.call(() -> translated(work), type);
        } catch (CircuitBreakerOpenException resting) {
            throw new ModelUnavailableException(PAUSE);
        } catch (PassingException | BusyException still) {
            deadline.check();
            throw new ModelUnavailableException(SOON);
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> T translated(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (OutboundException failure) {
            throw translated(failure);
        }
    }

    /** Also for what breaks while events are read. */
    static RuntimeException translated(OutboundException failure) {
        if (failure.reason() == Reason.UNREACHABLE) {
            return new PassingException();
        }
        if (failure.reason() == Reason.TIMEOUT) {
            return new DeadlineExceededException(null);
        }
        return new PredictionFailedException(
                false, "The upstream gave no answer: " + failure.reason(), null);
    }
}
