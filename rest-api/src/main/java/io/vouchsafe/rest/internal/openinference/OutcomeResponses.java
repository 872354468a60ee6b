package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.partners.RateLimit;
import io.vouchsafe.rest.internal.json.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place that says how an outcome looks over HTTP. */
final class OutcomeResponses {
    private OutcomeResponses() {}

    static Response of(InferenceOutcome outcome) {
        return switch (outcome) {
            case InferenceOutcome.Answered answered -> answered(answered);
            case InferenceOutcome.Refused refused -> refused(refused);
            case InferenceOutcome.Faulted faulted -> faulted(faulted);
        };
    }

    private static Response answered(InferenceOutcome.Answered answered) {
        Response.ResponseBuilder response =
                Response.ok(answered.body(), MediaType.APPLICATION_JSON)
                        .header("Vouchsafe-Model", answered.model().toString());
        receipt(response, answered.settled());
        rateLimit(response, answered.limit());
        return response.build();
    }

    private static Response refused(InferenceOutcome.Refused refused) {
        Response.ResponseBuilder response = error(refused.reason(), refused.detail());
        receipt(response, refused.settled());
        rateLimit(response, refused.limit());
        retryAfter(response, refused.reason(), refused.retryAfter());
        return response.build();
    }

    private static Response faulted(InferenceOutcome.Faulted faulted) {
        Response.ResponseBuilder response = error(faulted.reason(), faulted.detail());
        receipt(response, faulted.settled());
        retryAfter(response, faulted.reason(), null);
        return response.build();
    }

    private static Response.ResponseBuilder error(Reason reason, String detail) {
        return Response.status(reason.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(Json.bytes(Map.of("error", detail)));
    }

    private static void receipt(Response.ResponseBuilder response, @Nullable Sequenced settled) {
        if (settled != null) {
            response.header("Vouchsafe-Receipt", settled.receipt().toString());
        }
    }

    private static void rateLimit(Response.ResponseBuilder response, @Nullable RateLimit limit) {
        if (limit != null) {
            response.header("RateLimit-Limit", limit.limit())
                    .header("RateLimit-Remaining", Math.max(0, limit.remaining()))
                    .header("RateLimit-Reset", Math.max(0, limit.resetSeconds()));
        }
    }

    /** Whole seconds, rounded up; a log that cannot be written is worth a try in a second. */
    private static void retryAfter(
            Response.ResponseBuilder response, Reason reason, @Nullable Duration wait) {
        if (wait != null) {
            response.header("Retry-After", Math.max(1, wait.plusMillis(999).toSeconds()));
        } else if (reason == Reason.LOG_UNAVAILABLE || reason == Reason.OVERLOADED) {
            response.header("Retry-After", 1);
        }
    }
}
