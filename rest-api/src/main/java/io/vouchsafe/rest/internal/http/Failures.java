package io.vouchsafe.rest.internal.http;

import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.rest.internal.problem.Problem;
import io.vouchsafe.rest.internal.problem.ProblemType;
import io.vouchsafe.rest.internal.problem.RefusedException;
import jakarta.ejb.EJBAccessException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;

/** Says which problem an exception is. The server wraps exceptions, so causes count too. */
final class Failures {
    private static final int DEEPEST_CAUSE = 20;

    private Failures() {}

    /** The problem; {@link ProblemType#INTERNAL_ERROR} for what nobody expected. */
    static Problem of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            Problem known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return ProblemType.INTERNAL_ERROR.because(FailureTexts.TEXTS.internalError());
    }

    private static @Nullable Problem known(Throwable cause) {
        return switch (cause) {
            case RefusedException refused -> refused.problem();
            case BodyTooLargeException large ->
                    ProblemType.BODY_TOO_LARGE.because(FailureTexts.TEXTS.tooLarge(large.limit()));
            case LogUnavailableException unavailable ->
                    ProblemType.LOG_UNAVAILABLE
                            .because(FailureTexts.TEXTS.logUnavailable())
                            .retryAfter(1);
            case EJBAccessException denied ->
                    ProblemType.ROLE_MISSING.because(FailureTexts.TEXTS.roleMissing());
            case OptimisticLockException conflict ->
                    ProblemType.CONCURRENT_CHANGE.because(FailureTexts.TEXTS.concurrentChange());
            case WebApplicationException web -> ofStatus(web);
            default -> null;
        };
    }

    private static @Nullable Problem ofStatus(WebApplicationException web) {
        return switch (web.getResponse().getStatus()) {
            case 404 -> ProblemType.NOT_FOUND.because(FailureTexts.TEXTS.noResource());
            case 405 -> notAllowed(web);
            case 406 -> ProblemType.NOT_ACCEPTABLE.because(FailureTexts.TEXTS.notAcceptable());
            case 415 ->
                    ProblemType.MEDIA_TYPE_NOT_SUPPORTED.because(FailureTexts.TEXTS.mediaType());
            case 413 -> ProblemType.BODY_TOO_LARGE.because(FailureTexts.TEXTS.tooLargeForServer());
            case 400 -> ProblemType.BAD_REQUEST.because(FailureTexts.TEXTS.badRequest());
            default -> null;
        };
    }

    private static Problem notAllowed(WebApplicationException web) {
        Problem problem = ProblemType.METHOD_NOT_ALLOWED.because(FailureTexts.TEXTS.notAllowed());
        String allowed =
                web instanceof NotAllowedException
                        ? web.getResponse().getHeaderString("Allow")
                        : null;
        return allowed == null ? problem : problem.header("Allow", allowed);
    }
}
