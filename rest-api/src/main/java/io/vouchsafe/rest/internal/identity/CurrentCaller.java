package io.vouchsafe.rest.internal.identity;

import io.vouchsafe.kernel.Caller;

/** Who asks, for the request being served. */
@FunctionalInterface
public interface CurrentCaller {
    /** The caller; every path outside the public ones has one. Ask on the request's own thread. */
    Caller get();
}
