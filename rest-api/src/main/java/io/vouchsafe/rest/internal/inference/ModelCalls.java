package io.vouchsafe.rest.internal.inference;

import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.rest.internal.http.RawRequest;
import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way of one call from the socket to its answer, the same for every protocol: room for the
 * body, our headers, the body itself; then the protocol decodes and asks the gateway; then the
 * outcome over HTTP. One for all protocols, so that they share one budget.
 */
@ApplicationScoped
public class ModelCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CurrentCaller caller;
    private final RestConfig config;
    private final BodyBudget budget = new BodyBudget(Runtime.getRuntime().maxMemory() / 3);

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    protected ModelCalls() {
        this(null, null);
    }

    @Inject
    public ModelCalls(CurrentCaller caller, RestConfig config) {
        this.caller = caller;
        this.config = config;
    }

    /**
     * Answers.
     *
     * @param accepted what the body's type may be
     * @param call decodes and asks the gateway
     */
    public Response answer(
            HttpHeaders headers,
            InputStream stream,
            RawRequest.Accepted accepted,
            Function<Received, InferenceOutcome> call)
            throws IOException {
        Optional<BodyBudget.Room> room = room(headers);
        if (room.isEmpty()) {
            return OutcomeResponses.of(overloaded());
        }
        try (BodyBudget.Room held = room.get()) {
            RequestHeaders ours = RequestHeaders.of(headers);
            byte[] body = RawRequest.read(headers, stream, config.maxRequestBytes(), accepted);
            return OutcomeResponses.of(
                    call.apply(new Received(caller.get(), body, ours, config.timeout())));
        }
    }

    private Optional<BodyBudget.Room> room(HttpHeaders headers) {
        try {
            return budget.take(length(headers), PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Length on the wire; the most that is allowed when the client does not say or exaggerates. */
    private long length(HttpHeaders headers) {
        int declared = headers.getLength();
        return declared < 0
                ? config.maxRequestBytes()
                : Math.min(declared, config.maxRequestBytes());
    }

    private static InferenceOutcome overloaded() {
        return new InferenceOutcome.Refused(
                Reason.OVERLOADED,
                InferenceTexts.TEXTS.noRoom(),
                null,
                Duration.ofSeconds(1),
                null);
    }
}
