package io.vouchsafe.partners.internal.contract;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Queries over partners; each takes the caller, so none can show another partner. */
final class PartnerRows {
    private final EntityManager entities;

    PartnerRows(EntityManager entities) {
        this.entities = entities;
    }

    boolean exists(PartnerId id) {
        return entities.find(PartnerEntity.class, id.value()) != null;
    }

    Optional<PartnerEntity> find(Caller caller, PartnerId id) {
        return caller.maySee(id)
                ? Optional.ofNullable(entities.find(PartnerEntity.class, id.value()))
                : Optional.empty();
    }

    /** By id. */
    List<PartnerEntity> list(Caller caller) {
        if (caller.isProvider()) {
            return entities.createQuery(
                            "SELECT p FROM Partner p ORDER BY p.id", PartnerEntity.class)
                    .getResultList();
        }
        PartnerId own = caller.partner();
        return own == null ? List.of() : find(caller, own).stream().toList();
    }

    /** Creating is one at a time, so a second of the same id sees the first. */
    void lock() {
        entities.createNativeQuery(
                        """
                        SELECT count(*)
                        FROM (SELECT pg_advisory_xact_lock(hashtext('partners.create'))) l
                        """)
                .getSingleResult();
    }
}
