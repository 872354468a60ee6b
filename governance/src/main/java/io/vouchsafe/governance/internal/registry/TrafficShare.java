package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.Rollout;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;

/** A version's part of its model's traffic. */
@Embeddable
class TrafficShare {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "version_id")
    private Version version;

    @Column(name = "per_mille")
    private int perMille;

    @Column(name = "given_by")
    private String givenBy;

    @Column(name = "given_at")
    private Instant givenAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected TrafficShare() {}

    TrafficShare(Version version, int perMille, String givenBy, Instant givenAt) {
        this.version = version;
        this.perMille = perMille;
        this.givenBy = givenBy;
        this.givenAt = givenAt;
    }

    boolean isOf(Version other) {
        return version.equals(other);
    }

    Rollout.Share view() {
        return new Rollout.Share(version.ref(), perMille);
    }

    /** Who and when, for people. */
    @Override
    public String toString() {
        return version.ref() + " " + perMille + " per mille by " + givenBy + " at " + givenAt;
    }
}
