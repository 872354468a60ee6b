package io.vouchsafe.governance.internal.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;

/** Who answers to a label. */
@Embeddable
class Alias {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "version_id")
    private Version version;

    @Column(name = "assigned_by")
    private String assignedBy;

    @Column(name = "assigned_at")
    private Instant assignedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Alias() {}

    Alias(Version version, String assignedBy, Instant assignedAt) {
        this.version = version;
        this.assignedBy = assignedBy;
        this.assignedAt = assignedAt;
    }

    Version version() {
        return version;
    }

    /** Who and when, for people. */
    @Override
    public String toString() {
        return version.ref() + " by " + assignedBy + " at " + assignedAt;
    }
}
