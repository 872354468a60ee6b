package io.vouchsafe.verifier;

/**
 * Input that does not follow its format. The message is one sentence for people and never quotes
 * secret or personal content.
 *
 * <p>Thrown by the parsers; the checks ({@link ReceiptVerifier}, {@link SignedNote#verify}) answer
 * with a value instead.
 */
public final class MalformedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** A fault in the input with its reason and sentence. */
    public MalformedException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /** A fault in the input that another fault made known. */
    public MalformedException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** Which format was broken. */
    public Reason reason() {
        return reason;
    }

    /** The message, never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
