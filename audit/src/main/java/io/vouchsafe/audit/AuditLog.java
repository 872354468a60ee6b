package io.vouchsafe.audit;

/** The two ways into the log (design, "Two ways into the log"). */
public interface AuditLog {
    /**
     * The request path's way: returns when the entry is durable.
     *
     * <p>The same receipt id twice answers the original index.
     *
     * @throws IllegalStateException when the caller has a transaction
     * @throws LogUnavailableException when the entry is not known to be durable within 5 s, the
     *     queue is full, or the log has stopped; the caller answers 503
     */
    Sequenced append(Entry entry);

    /**
     * The way of state changes: writes an outbox row on the caller's transaction, so that change
     * and event commit or roll back together; it is in the log within a second.
     *
     * @return id of the receipt the event will have
     * @throws jakarta.transaction.TransactionalException when the caller has no transaction
     */
    io.vouchsafe.kernel.ReceiptId record(Event event);

    /** True while entries can be written: part of readiness. */
    boolean writable();
}
