package io.vouchsafe.rest.internal.problem;

/**
 * The problems this layer itself tells of; modules add theirs by name. Each has a page {@code
 * docs/problems/<slug>.md}.
 */
public enum ProblemType {
    BAD_REQUEST(400, "bad-request", "Request not understood"),
    MALFORMED_BODY(400, "malformed-body", "Body not understood"),
    ROLE_MISSING(403, "role-missing", "Role missing"),
    SCOPE_MISSING(403, "scope-missing", "Scope missing"),
    NOT_FOUND(404, "not-found", "Not found"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "Method not allowed"),
    NOT_ACCEPTABLE(406, "not-acceptable", "No acceptable form"),
    CONCURRENT_CHANGE(409, "concurrent-change", "Changed by somebody else"),
    RECEIPT_AGED(410, "receipt-aged", "Receipt aged out"),
    BODY_TOO_LARGE(413, "body-too-large", "Body too large"),
    MEDIA_TYPE_NOT_SUPPORTED(415, "media-type-not-supported", "Media type not supported"),
    HEADERS_TOO_LARGE(431, "headers-too-large", "Headers too large"),
    INTERNAL_ERROR(500, "internal-error", "Internal error"),
    LOG_UNAVAILABLE(503, "log-unavailable", "Log unavailable"),
    RECEIPT_PENDING(503, "receipt-pending", "Receipt not yet published");

    private final int status;
    private final String slug;
    private final String title;

    ProblemType(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** HTTP status (RFC 9110). */
    public int status() {
        return status;
    }

    /** Last part of the type's address and name of its page. */
    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    /** This problem, with one sentence about this occurrence. */
    public Problem because(String detail) {
        return new Problem(slug, title, status, detail);
    }
}
