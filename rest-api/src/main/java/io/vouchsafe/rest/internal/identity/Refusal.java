package io.vouchsafe.rest.internal.identity;

/** Why a request goes no further; each is documented under {@code docs/problems}. */
enum Refusal {
    MISSING(
            401,
            "unauthenticated",
            "Credential needed",
            "Send an access token or an API key in the header 'Authorization: Bearer …'."),
    INVALID(
            401,
            "invalid-credential",
            "Credential not accepted",
            "The token or key is malformed, unknown, expired, revoked or not meant for this API."),
    UNAVAILABLE(
            503,
            "identity-unavailable",
            "Credential cannot be checked now",
            "The identity provider does not answer. Try again, or use an API key.");

    /** Seconds after which a caller may try again. */
    static final int RETRY_AFTER = 5;

    final int status;
    final String type;
    final String title;
    final String detail;

    Refusal(int status, String type, String title, String detail) {
        this.status = status;
        this.type = type;
        this.title = title;
        this.detail = detail;
    }
}
