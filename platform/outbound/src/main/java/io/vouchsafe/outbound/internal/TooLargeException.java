package io.vouchsafe.outbound.internal;

import java.io.IOException;

/** The answer has more bytes than its caller allows. */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
}
