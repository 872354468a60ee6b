package io.vouchsafe.outbound;

import java.util.Map;
import java.util.Optional;

/** An answer that comes bit by bit; for one thread. Whoever opened it closes it. */
public interface EventStream extends AutoCloseable {
    int status();

    /** By lower-case name; of several the last. */
    Map<String, String> headers();

    /**
     * Waits for the next event of a {@code text/event-stream}.
     *
     * @return empty at the end; an event that was begun and not ended is none
     * @throws OutboundException when it does not come in time, breaks off or is too large
     */
    Optional<ServerSentEvent> next();

    /**
     * The whole rest, for answers that are no stream of events.
     *
     * @throws OutboundException as {@link #next}
     */
    byte[] rest();

    /** Ends the call, also in the middle: nothing more is read. */
    @Override
    void close();
}
