package io.vouchsafe.privacy.internal.policy;

import io.vouchsafe.kernel.PolicyId;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Queries over policies and their newest revisions. */
final class PolicyRevisions {
    private final EntityManager entities;

    PolicyRevisions(EntityManager entities) {
        this.entities = entities;
    }

    Optional<PolicyRevisionEntity> latest(PolicyId id) {
        return entities.createQuery(
                        """
                        SELECT r FROM PolicyRevision r, Policy p
                        WHERE p.id = :id AND r.policyId = p.id AND r.revision = p.latestRevision
                        """,
                        PolicyRevisionEntity.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst();
    }

    List<PolicyRevisionEntity> latest() {
        return entities.createQuery(
                        """
                        SELECT r FROM PolicyRevision r, Policy p
                        WHERE r.policyId = p.id AND r.revision = p.latestRevision
                        ORDER BY r.policyId
                        """,
                        PolicyRevisionEntity.class)
                .getResultList();
    }

    /** Publishing is one at a time, so two authors get two revisions instead of a conflict. */
    void lock() {
        entities.createNativeQuery(
                        """
                        SELECT count(*)
                        FROM (SELECT pg_advisory_xact_lock(hashtext('privacy.policy'))) l
                        """)
                .getSingleResult();
    }
}
