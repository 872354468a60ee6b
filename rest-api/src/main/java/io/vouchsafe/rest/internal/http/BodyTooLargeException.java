package io.vouchsafe.rest.internal.http;

import java.io.IOException;

/** A body went beyond its limit while it was read; 413. */
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long limit;

    public BodyTooLargeException(long limit) {
        super(HttpTexts.TEXTS.bodyTooLarge(limit));
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}
