package io.vouchsafe.partners.internal.metering;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.PartnerId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sums over usage records; each takes the caller, so none can count another partner's. */
final class UsageRecords {
    private final EntityManager entities;

    UsageRecords(EntityManager entities) {
        this.entities = entities;
    }

    /** Contracts in use or used that day, newest first, with their sums. */
    @SuppressWarnings("unchecked") // a native query of tuples
    List<Tuple> day(Caller caller, LocalDate day) {
        return entities.createNativeQuery(
                        """
                        SELECT c.id AS contract, p.calls_per_day AS quota,
                            coalesce(u.answered, 0) AS answered,
                            coalesce(u.refused, 0) AS refused,
                            coalesce(u.faults, 0) AS faults
                        FROM partners.contract c
                        JOIN partners.plan p ON p.ref = c.plan_ref
                        LEFT JOIN LATERAL (
                            SELECT sum(r.calls) FILTER (WHERE r.decision = 'ALLOW') AS answered,
                                sum(r.calls) FILTER (WHERE r.decision = 'REFUSE') AS refused,
                                sum(r.calls) FILTER (WHERE r.decision = 'FAULT') AS faults,
                                count(*) AS records
                            FROM partners.usage_record r
                            WHERE r.contract = c.id AND r.day = :day) u ON true
                        WHERE (c.state IN ('ACTIVE', 'SUSPENDED') OR u.records > 0)
                          AND (:everyone OR c.partner_id = :partner)
                        ORDER BY c.number DESC
                        """,
                        Tuple.class)
                .setParameter("day", day)
                .setParameter("everyone", caller.isProvider())
                .setParameter("partner", partner(caller))
                .getResultList();
    }

    /** One row for each day with use, oldest first. */
    @SuppressWarnings("unchecked") // a native query of tuples
    List<Tuple> days(ContractId contract, LocalDate from, LocalDate to) {
        return entities.createNativeQuery(
                        """
                        SELECT r.day AS day,
                            coalesce(sum(r.calls) FILTER (WHERE r.decision = 'ALLOW'), 0)
                                AS answered,
                            coalesce(sum(r.calls) FILTER (WHERE r.decision = 'REFUSE'), 0)
                                AS refused,
                            coalesce(sum(r.calls) FILTER (WHERE r.decision = 'FAULT'), 0)
                                AS faults,
                            sum(r.price) AS cost
                        FROM partners.usage_record r
                        WHERE r.contract = :contract AND r.day BETWEEN :from AND :to
                        GROUP BY r.day ORDER BY r.day
                        """,
                        Tuple.class)
                .setParameter("contract", contract.value())
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    /** The contract's currency; empty when the caller may not see the contract. */
    @SuppressWarnings("unchecked") // a native query of one text column
    Optional<String> currency(Caller caller, ContractId contract) {
        List<String> found =
                entities.createNativeQuery(
                                """
                                SELECT p.currency FROM partners.contract c
                                JOIN partners.plan p ON p.ref = c.plan_ref
                                WHERE c.id = :contract
                                  AND (:everyone OR c.partner_id = :partner)
                                """,
                                String.class)
                        .setParameter("contract", contract.value())
                        .setParameter("everyone", caller.isProvider())
                        .setParameter("partner", partner(caller))
                        .getResultList();
        return found.stream().findFirst();
    }

    /** No partner has the empty id. */
    private static String partner(Caller caller) {
        @Nullable PartnerId partner = caller.partner();
        return partner == null ? "" : partner.value();
    }
}
