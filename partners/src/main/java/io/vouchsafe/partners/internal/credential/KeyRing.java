package io.vouchsafe.partners.internal.credential;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** All keys that open something, in memory. */
@ApplicationScoped
public class KeyRing {
    private final Snapshot<Map<CredentialId, KnownKey>> keys;

    @Inject
    public KeyRing(Snapshots snapshots) {
        this.keys = snapshots.follow(new KeySource());
    }

    @SuppressWarnings("NullAway") // for the client proxy
    protected KeyRing() {
        this.keys = null;
    }

    /** Who the key stands for; empty when it opens nothing. */
    public Optional<Caller> open(String apiKey, Instant now) {
        Optional<ApiKey> parsed = ApiKey.parse(apiKey);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        byte[] presented = parsed.get().hash(); // also for an unknown id, which then takes as long
        KnownKey known = keys.current().get(parsed.get().id());
        return known != null && known.accepts(presented, now)
                ? Optional.of(known.caller())
                : Optional.empty();
    }
}
