package io.vouchsafe.inference.internal.credential;

import io.vouchsafe.inference.UpstreamCredentials.View;
import io.vouchsafe.keys.Sealer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A credential: sealed with its name and origin, so that no row can lend its value to another. */
@Entity
@Table(name = "upstream_credential")
class UpstreamCredential {
    @Id private String name;
    private String origin;
    private byte[] sealed;

    @Column(name = "stored_by")
    private String storedBy;

    @Column(name = "stored_at")
    private Instant storedAt;

    @Version
    @Column(name = "lock_version")
    private long lockVersion;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected UpstreamCredential() {}

    @SuppressWarnings("NullAway.Init") // the rest is set by replace
    UpstreamCredential(String name) {
        this.name = name;
    }

    /** Sets all that is not the name. */
    public void replace(String forOrigin, String value, Sealer sealer, String by, Instant now) {
        origin = forOrigin;
        sealed = sealer.seal(value.getBytes(StandardCharsets.UTF_8), context(name, forOrigin));
        storedBy = by;
        storedAt = now;
    }

    static byte[] context(String name, String origin) {
        return ("inference.upstream_credential.sealed:" + name + ":" + origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    public View view() {
        return new View(name, origin, storedBy, storedAt);
    }
}
