package io.vouchsafe.partners.internal.credential;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.PartnerId;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Queries over keys; each takes the caller, so none can show another partner's. */
final class Credentials {
    private final EntityManager entities;

    Credentials(EntityManager entities) {
        this.entities = entities;
    }

    Optional<CredentialEntity> find(Caller caller, CredentialId id) {
        return Optional.ofNullable(entities.find(CredentialEntity.class, id.value()))
                .filter(credential -> caller.maySee(credential.partner()));
    }

    /** Newest first. */
    List<CredentialEntity> list(Caller caller) {
        if (caller.isProvider()) {
            return entities.createQuery(
                            "SELECT c FROM Credential c ORDER BY c.createdAt DESC, c.id",
                            CredentialEntity.class)
                    .getResultList();
        }
        PartnerId partner = caller.partner();
        if (partner == null) {
            return List.of();
        }
        return entities.createQuery(
                        """
                        SELECT c FROM Credential c WHERE c.partnerId = :partner
                        ORDER BY c.createdAt DESC, c.id
                        """,
                        CredentialEntity.class)
                .setParameter("partner", partner.value())
                .getResultList();
    }

    boolean partnerExists(PartnerId id) {
        Number found =
                (Number)
                        entities.createNativeQuery(
                                        "SELECT count(*) FROM partners.partner WHERE id = :id")
                                .setParameter("id", id.value())
                                .getSingleResult();
        return found.longValue() > 0;
    }
}
