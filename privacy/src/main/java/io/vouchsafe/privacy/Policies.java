package io.vouchsafe.privacy;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PolicyId;

/** Writing policies; for approvers and admins. Others who sign contracts may read. */
public interface Policies {
    /** Revision 1 of a new policy, or the next of the one with this id; in force at once. */
    Outcome<PolicyDocument> publish(Caller caller, PolicyDraft draft);

    Outcome<PolicyDocument> find(Caller caller, PolicyId id);

    Page<PolicyDocument> list(Caller caller);
}
