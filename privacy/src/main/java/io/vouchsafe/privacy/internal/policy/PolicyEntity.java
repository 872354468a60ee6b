package io.vouchsafe.privacy.internal.policy;

import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.privacy.PolicyDraft;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/**
 * A policy: it is published once as revision 1, then again with each change. Only the newest
 * revision is in force; the older ones stay to be read by auditors.
 */
@Entity(name = "Policy")
@Table(schema = "privacy", name = "policy")
public class PolicyEntity {
    @Id private String id;

    @Column(name = "latest_revision")
    private int latestRevision;

    @Version private int version;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected PolicyEntity() {}

    PolicyEntity(PolicyId id) {
        this.id = id.value();
    }

    /** The next revision; the caller persists it. */
    PolicyRevisionEntity publish(PolicyDraft draft, String by, Instant now) {
        latestRevision++;
        return new PolicyRevisionEntity(nextAfter(latestRevision - 1), draft, by, now);
    }

    /** The reference the next revision will have. */
    PolicyRef next() {
        return nextAfter(latestRevision);
    }

    private PolicyRef nextAfter(int revision) {
        return new PolicyRef(new PolicyId(id), revision + 1);
    }
}
