package io.vouchsafe.outbound;

import io.vouchsafe.outbound.internal.HttpOutbound;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The one way out over HTTP. Safe for concurrent use; connections are kept and used again.
 *
 * <p>Security guarantees: a name is resolved once per connection, its addresses are checked against
 * the {@link AddressRules}, and exactly those are connected (no DNS rebinding); redirects are
 * answers; TLS certificates and host names are verified; answers are bounded in time and size and
 * are not unpacked; no proxy, cookie or credential of the machine is used.
 */
public interface Outbound extends AutoCloseable {
    /**
     * Sends and reads the whole answer, whatever its status.
     *
     * @throws OutboundException when there is none
     */
    Answer send(Call call);

    /**
     * Sends and reads the answer's head; the caller reads on and closes.
     *
     * @throws OutboundException when there is no answer
     */
    EventStream open(Call call);

    /** Ends all connections. */
    @Override
    void close();

    /**
     * A client.
     *
     * @param timer ends calls that take too long; stays the caller's
     */
    static Outbound with(AddressRules rules, ScheduledExecutorService timer) {
        return new HttpOutbound(rules, timer);
    }
}
