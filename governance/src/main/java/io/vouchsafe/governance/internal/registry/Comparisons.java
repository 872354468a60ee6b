package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.kernel.ModelRef;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Optional;

/** Counters of shadows. Nodes add to them at once, so they are sums in SQL and no entity. */
@Dependent
class Comparisons {
    @PersistenceContext(unitName = "governance")
    private EntityManager entities;

    /** For CDI; the entity manager follows. */
    @Inject
    Comparisons() {}

    Comparisons(EntityManager entities) {
        this.entities = entities;
    }

    Optional<Comparison> find(ModelRef shadow, ModelRef champion) {
        return entities.createNativeQuery(
                        """
                        SELECT c.compared, c.failed, c.dropped, c.labels, c.agreed,
                               c.max_difference, c.since
                        FROM governance.shadow_comparison c
                        JOIN governance.model_version s ON s.id = c.shadow_id
                        JOIN governance.model_version v ON v.id = c.champion_id
                        JOIN governance.model m ON m.id = s.model_id AND m.id = v.model_id
                        WHERE m.name = :model AND s.number = :shadow AND v.number = :champion""",
                        Tuple.class)
                .setParameter("model", shadow.name().value())
                .setParameter("shadow", shadow.version())
                .setParameter("champion", champion.version())
                .getResultStream()
                .map(Tuple.class::cast)
                .findFirst()
                .map(row -> comparison(shadow, champion, (Tuple) row));
    }

    private static Comparison comparison(ModelRef shadow, ModelRef champion, Tuple row) {
        return new Comparison(
                shadow,
                champion,
                count(row, 0),
                count(row, 1),
                count(row, 2),
                count(row, 3),
                count(row, 4),
                ((Number) row.get(5)).doubleValue(),
                (Instant) row.get(6));
    }

    private static long count(Tuple row, int column) {
        return ((Number) row.get(column)).longValue();
    }

    /** Adds to what all nodes counted; a version that is gone is not counted. */
    void add(Comparison counted) {
        entities.createNativeQuery(
                        """
                        INSERT INTO governance.shadow_comparison AS c
                            (shadow_id, champion_id, compared, failed, dropped, labels, agreed,
                             max_difference, since)
                        SELECT s.id, v.id, :compared, :failed, :dropped, :labels, :agreed,
                               :difference, :since
                        FROM governance.model m
                        JOIN governance.model_version s
                            ON s.model_id = m.id AND s.number = :shadow
                        JOIN governance.model_version v
                            ON v.model_id = m.id AND v.number = :champion
                        WHERE m.name = :model
                        ON CONFLICT (shadow_id, champion_id) DO UPDATE SET
                            compared = c.compared + EXCLUDED.compared,
                            failed = c.failed + EXCLUDED.failed,
                            dropped = c.dropped + EXCLUDED.dropped,
                            labels = c.labels + EXCLUDED.labels,
                            agreed = c.agreed + EXCLUDED.agreed,
                            max_difference = GREATEST(c.max_difference, EXCLUDED.max_difference),
                            since = LEAST(c.since, EXCLUDED.since)""")
                .setParameter("compared", counted.compared())
                .setParameter("failed", counted.failed())
                .setParameter("dropped", counted.dropped())
                .setParameter("labels", counted.labels())
                .setParameter("agreed", counted.agreed())
                .setParameter("difference", counted.maxDifference())
                .setParameter("since", counted.since())
                .setParameter("shadow", counted.shadow().version())
                .setParameter("champion", counted.champion().version())
                .setParameter("model", counted.shadow().name().value())
                .executeUpdate();
    }
}
