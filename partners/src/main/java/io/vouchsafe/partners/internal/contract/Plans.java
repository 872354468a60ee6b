package io.vouchsafe.partners.internal.contract;

import io.vouchsafe.kernel.PlanId;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Queries over plans' newest revisions. */
final class Plans {
    private final EntityManager entities;

    Plans(EntityManager entities) {
        this.entities = entities;
    }

    Optional<PlanEntity> latest(PlanId id) {
        return entities.createQuery(
                        """
                        SELECT p FROM Plan p WHERE p.planId = :id ORDER BY p.revision DESC
                        """,
                        PlanEntity.class)
                .setParameter("id", id.value())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** By id. */
    List<PlanEntity> latest() {
        return entities.createQuery(
                        """
                        SELECT p FROM Plan p
                        WHERE p.revision =
                            (SELECT max(o.revision) FROM Plan o WHERE o.planId = p.planId)
                        ORDER BY p.planId
                        """,
                        PlanEntity.class)
                .getResultList();
    }
}
