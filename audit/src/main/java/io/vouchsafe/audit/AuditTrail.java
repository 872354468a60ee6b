package io.vouchsafe.audit;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.ReceiptId;
import java.util.Optional;

/**
 * Entries for people. A partner's caller sees its own partner's entries, whatever the query says;
 * auditors, approvers and admins see all.
 */
public interface AuditTrail {
    /** Newest first. */
    Page<EntrySummary> search(Caller caller, EntryQuery query);

    /** The whole entry; empty when there is none for this caller. */
    Optional<EntryDetail> entry(Caller caller, ReceiptId id);

    /**
     * Recomputes the entry's hash, inclusion and signatures from what the database holds now. Of an
     * entry that was just written it waits up to two seconds for the checkpoint.
     */
    Optional<Verification> verify(Caller caller, ReceiptId id);

    /** State of the log now. */
    LogState state();
}
