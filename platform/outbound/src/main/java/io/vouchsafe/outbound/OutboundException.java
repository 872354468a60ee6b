package io.vouchsafe.outbound;

import org.jspecify.annotations.Nullable;

/** A call came to no answer. Its text names the host, never what was sent or received. */
public final class OutboundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What happened. */
    public enum Reason {
        /** The rules forbid the address; nothing was connected. */
        ADDRESS_REFUSED,
        /** No such host. */
        HOST_UNKNOWN,
        /** No connection, or one that ended before anything came back: safe to try again. */
        UNREACHABLE,
        /** The certificate is none that the JVM trusts for this host. */
        NOT_TRUSTED,
        /** A limit of time was reached. */
        TIMEOUT,
        /** It ended in the middle of the answer, or the answer is no HTTP. */
        BROKEN_OFF,
        /** The answer is larger than its caller allows. */
        TOO_LARGE
    }

    private final Reason reason;

    public OutboundException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
