package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Queries over models, versions and cards. */
@Dependent
class Models {
    @PersistenceContext(unitName = "governance")
    private EntityManager entities;

    /** For CDI; the entity manager follows. */
    @Inject
    Models() {}

    Models(EntityManager entities) {
        this.entities = entities;
    }

    /** By name, with their champions. */
    List<Model> all() {
        return entities.createQuery(
                        """
                        SELECT DISTINCT m FROM Model m
                        LEFT JOIN FETCH m.terms
                        ORDER BY m.name""",
                        Model.class)
                .getResultList();
    }

    Optional<Model> find(ModelName name) {
        return find(name, LockModeType.NONE);
    }

    /**
     * Waits for whoever changes what the model serves: one such change at a time, so a stop is
     * never lost to somebody else's roll-back.
     */
    Optional<Model> findToServe(ModelName name) {
        return find(name, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Newest first, with their histories. */
    List<Version> versions(ModelName model) {
        return entities.createQuery(
                        """
                        SELECT DISTINCT v FROM Version v
                        LEFT JOIN FETCH v.history
                        WHERE v.model.name = :model
                        ORDER BY v.number DESC""",
                        Version.class)
                .setParameter("model", model.value())
                .getResultList();
    }

    /** Of every model, newest first, with their histories. */
    List<Version> versions() {
        return entities.createQuery(
                        """
                        SELECT DISTINCT v FROM Version v
                        JOIN FETCH v.model
                        LEFT JOIN FETCH v.history
                        ORDER BY v.number DESC""",
                        Version.class)
                .getResultList();
    }

    Optional<Version> find(ModelRef version) {
        return entities.createQuery(
                        """
                        SELECT v FROM Version v JOIN FETCH v.model
                        WHERE v.model.name = :model AND v.number = :number""",
                        Version.class)
                .setParameter("model", version.name().value())
                .setParameter("number", version.version())
                .getResultStream()
                .findFirst();
    }

    long highestNumber(Model model) {
        return entities.createQuery(
                        "SELECT COALESCE(MAX(v.number), 0) FROM Version v WHERE v.model = :model",
                        Long.class)
                .setParameter("model", model)
                .getSingleResult();
    }

    Optional<ModelCard> card(Model model) {
        return Optional.ofNullable(entities.find(ModelCard.class, model.id()));
    }

    void add(Object entity) {
        entities.persist(entity);
    }

    /** Writes now, so that a conflict is found while it can still be answered. */
    void flush() {
        entities.flush();
    }

    private Optional<Model> find(ModelName name, LockModeType lock) {
        return entities.createQuery("SELECT m FROM Model m WHERE m.name = :name", Model.class)
                .setParameter("name", name.value())
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }
}
