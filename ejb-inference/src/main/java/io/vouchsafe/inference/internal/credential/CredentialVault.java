package io.vouchsafe.inference.internal.credential;

import io.vouchsafe.inference.internal.credential.CredentialSource.Sealed;
import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.keys.Sealer;
import io.vouchsafe.store.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** All credentials in memory, sealed until one is used. */
@ApplicationScoped
public class CredentialVault {
    private final Snapshot<Map<String, Sealed>> credentials;
    private final Sealer sealer;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected CredentialVault() {
        this.credentials = null;
        this.sealer = null;
    }

    @Inject
    public CredentialVault(Snapshots snapshots, Sealer sealer) {
        this.credentials = snapshots.follow(new CredentialSource());
        this.sealer = sealer;
    }

    /** The value, for this origin alone; empty when there is none for it. */
    public Optional<String> open(String name, String origin) {
        Sealed found = credentials.current().get(name);
        if (found == null || !found.origin().equals(origin)) {
            return Optional.empty();
        }
        return Optional.of(
                new String(
                        sealer.open(found.sealed(), UpstreamCredential.context(name, origin)),
                        StandardCharsets.UTF_8));
    }
}
