package io.vouchsafe.partners;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may call what, on which terms. */
public interface Contracts {
    /**
     * Admits a request from memory and reserves its quota; no database on this path except when a
     * portion of the daily quota is used up and the next is leased.
     */
    Admission admit(AdmissionRequest request);

    /** Gives back what a fault did not use; the grant's contract is not charged. */
    void release(Grant grant);

    /** Models that active contracts entitle the caller to call. */
    Set<ModelName> callable(Caller caller);

    Outcome<PartnerView> createPartner(Caller caller, NewPartner partner);

    Page<PartnerView> partners(Caller caller);

    Outcome<PartnerView> partner(Caller caller, PartnerId id);

    /** A new plan, or the next revision of the one with this name. */
    Outcome<PlanView> publishPlan(Caller caller, NewPlan plan);

    Page<PlanView> plans(Caller caller);

    Outcome<PlanView> plan(Caller caller, PlanId id);

    /** A contract in state DRAFT. */
    Outcome<ContractView> create(Caller caller, NewContract contract);

    /** Newest first; a partner's callers see their own. */
    Page<ContractView> contracts(Caller caller);

    Outcome<ContractView> contract(Caller caller, ContractId id);

    /**
     * Moves a contract. A step from the wrong state: CONFLICT; by the wrong side: FORBIDDEN (the
     * partner's admin signs; the provider's admin offers, countersigns, suspends, reinstates;
     * either side terminates; the provider withdraws an offer).
     */
    Outcome<ContractView> move(
            Caller caller, ContractId id, ContractStep step, @Nullable String comment);
}
