package io.vouchsafe.kernel;

/**
 * Why a request was refused or failed: the closed list that receipts, clients and reports share.
 * Each says in which class of HTTP status it ends, protocols choose their own body.
 */
public enum Reason {
    UNKNOWN_MODEL(404),
    NOT_ENTITLED(404),
    SCOPE_MISSING(403),
    CONTRACT_NOT_ACTIVE(403),
    CONTRACT_EXPIRED(403),
    PURPOSE_REQUIRED(400),
    PURPOSE_NOT_ALLOWED(403),
    QUOTA_EXHAUSTED(429),
    RATE_EXCEEDED(429),
    NOT_DEPLOYED(404),
    MODEL_STOPPED(503),
    MODEL_LOADING(503),
    INVALID_INPUT(400),
    UNKNOWN_SIGNATURE(400),
    EXPLANATION_UNAVAILABLE(422),
    OVERLOADED(503),
    DEADLINE_EXCEEDED(504),
    MODEL_FAILED(500),
    LOG_UNAVAILABLE(503),
    INTERNAL(500);

    private final int status;

    Reason(int status) {
        this.status = status;
    }

    /** HTTP status (RFC 9110). */
    public int status() {
        return status;
    }
}
