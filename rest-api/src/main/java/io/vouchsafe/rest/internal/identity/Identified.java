package io.vouchsafe.rest.internal.identity;

import io.vouchsafe.kernel.Caller;

/** What a credential says. */
sealed interface Identified {
    record As(Caller caller) implements Identified {}

    record Refused(Refusal why) implements Identified {}
}
