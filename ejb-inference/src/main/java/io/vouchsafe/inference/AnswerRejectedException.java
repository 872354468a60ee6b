package io.vouchsafe.inference;

/**
 * The protocol of a request has no form for what the model answers, such as rows for a scalar. The
 * request is refused as one that does not fit the model.
 */
public final class AnswerRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param detail one sentence for the client; no payload
     */
    public AnswerRejectedException(String detail) {
        super(detail, null, false, false);
    }

    /** One sentence for the client. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
