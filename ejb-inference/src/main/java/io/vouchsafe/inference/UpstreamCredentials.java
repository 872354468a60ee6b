package io.vouchsafe.inference;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import java.time.Instant;

/**
 * Credentials for models on other servers. Security guarantees: a value is sealed, bound to its
 * name and origin, never shown again, and sent to its origin alone, so that who may upload a model
 * cannot lead it elsewhere. Every change is an event in the log.
 */
public interface UpstreamCredentials {
    /**
     * A credential without its value.
     *
     * @param origin scheme, host and port that it is sent to, such as {@code https://api.example}
     */
    record View(String name, String origin, String storedBy, Instant storedAt) {}

    /** Stores or replaces one; in force on every node within a second. */
    Outcome<View> put(Caller caller, String name, String origin, String value);

    /** By name. */
    Page<View> list(Caller caller);

    /** Models that need it answer 503 from then on. */
    Outcome<View> remove(Caller caller, String name);
}
