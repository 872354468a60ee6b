package io.vouchsafe.governance.internal.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A champion's time in office. */
@Embeddable
class Term {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "version_id")
    private Version version;

    /** Index of the term that a roll-back returns to; null for a model's first champion. */
    private @Nullable Integer former;

    @Column(name = "appointed_by")
    private String appointedBy;

    @Column(name = "appointed_at")
    private Instant appointedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Term() {}

    Term(Version version, @Nullable Integer former, String appointedBy, Instant appointedAt) {
        this.version = version;
        this.former = former;
        this.appointedBy = appointedBy;
        this.appointedAt = appointedAt;
    }

    Version version() {
        return version;
    }

    @Nullable Integer former() {
        return former;
    }

    /** Who and when, for people. */
    @Override
    public String toString() {
        return version.ref() + " by " + appointedBy + " at " + appointedAt;
    }
}
