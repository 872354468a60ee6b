package io.vouchsafe.partners.internal.contract;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.PartnerId;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Queries over contracts; each takes the caller, so none can show another partner's. */
final class ContractRows {
    private final EntityManager entities;

    ContractRows(EntityManager entities) {
        this.entities = entities;
    }

    Optional<ContractEntity> find(Caller caller, ContractId id) {
        return Optional.ofNullable(entities.find(ContractEntity.class, id.value()))
                .filter(contract -> caller.maySee(contract.partner()));
    }

    /** Newest first. */
    List<ContractEntity> list(Caller caller) {
        if (caller.isProvider()) {
            return entities.createQuery(
                            "SELECT c FROM Contract c JOIN FETCH c.plan ORDER BY c.number DESC",
                            ContractEntity.class)
                    .getResultList();
        }
        PartnerId partner = caller.partner();
        if (partner == null) {
            return List.of();
        }
        return entities.createQuery(
                        """
                        SELECT c FROM Contract c JOIN FETCH c.plan
                        WHERE c.partnerId = :partner ORDER BY c.number DESC
                        """,
                        ContractEntity.class)
                .setParameter("partner", partner.value())
                .getResultList();
    }

    long nextNumber() {
        Number next =
                (Number)
                        entities.createNativeQuery("SELECT nextval('partners.contract_number')")
                                .getSingleResult();
        return next.longValue();
    }
}
