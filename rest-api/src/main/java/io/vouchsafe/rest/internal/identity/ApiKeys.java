package io.vouchsafe.rest.internal.identity;

import io.vouchsafe.kernel.Caller;
import java.util.Optional;

/** Looks an API key up; {@code partners.Integrations#authenticate} in the server. */
@FunctionalInterface
interface ApiKeys {
    /** Empty when the key is malformed, unknown, revoked or expired. */
    Optional<Caller> authenticate(String apiKey);
}
