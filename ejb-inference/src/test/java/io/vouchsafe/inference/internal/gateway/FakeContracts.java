package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.AdmissionRequest;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.Grant;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.NewPartner;
import io.vouchsafe.partners.NewPlan;
import io.vouchsafe.partners.PartnerView;
import io.vouchsafe.partners.PlanView;
import io.vouchsafe.partners.RateLimit;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One contract that admits, unless told otherwise, and remembers what is reserved. */
final class FakeContracts implements Contracts {
    static final ContractRef CONTRACT = ContractRef.parse("c-1@2");
    static final RateLimit LIMIT = new RateLimit(100, 99, 1);

    private final List<Grant> reserved = new CopyOnWriteArrayList<>();
    private @Nullable Reason refusal;
    private @Nullable ContractRef refusedContract = CONTRACT;
    private @Nullable PolicyId policy;
    private Set<String> hidden = Set.of();
    private Set<ModelName> callable = Set.of();

    void refuse(Reason reason, @Nullable ContractRef contract) {
        this.refusal = reason;
        this.refusedContract = contract;
    }

    void maskBy(String id) {
        this.policy = new PolicyId(id);
    }

    void hide(String... outputs) {
        this.hidden = Set.of(outputs);
    }

    void entitle(ModelName... models) {
        this.callable = Set.of(models);
    }

    /** Grants that were given and not given back: what will be charged. */
    List<Grant> reserved() {
        return reserved;
    }

    @Override
    public Admission admit(AdmissionRequest request) {
        Reason reason = refusal;
        if (reason != null) {
            return new Admission.Refused(
                    reason, refusedContract, "No.", Duration.ofSeconds(3), LIMIT);
        }
        Grant grant =
                new Grant(
                        CONTRACT,
                        new PartnerId("acme"),
                        PlanRef.parse("basic@1"),
                        request.model(),
                        request.purpose() == null ? new Purpose("credit") : request.purpose(),
                        policy,
                        hidden,
                        request.units(),
                        Money.of("0.002", "EUR"),
                        LocalDate.ofInstant(request.time(), ZoneOffset.UTC),
                        LIMIT);
        reserved.add(grant);
        return new Admission.Granted(grant);
    }

    @Override
    public void release(Grant grant) {
        if (!reserved.remove(grant)) {
            throw new IllegalStateException("released twice");
        }
    }

    @Override
    public Set<ModelName> callable(Caller caller) {
        return callable;
    }

    @Override
    public Outcome<PartnerView> createPartner(Caller caller, NewPartner partner) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<PartnerView> partners(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<PartnerView> partner(Caller caller, PartnerId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<PlanView> publishPlan(Caller caller, NewPlan plan) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<PlanView> plans(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<PlanView> plan(Caller caller, PlanId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<ContractView> create(Caller caller, NewContract contract) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<ContractView> contracts(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<ContractView> contract(Caller caller, ContractId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<ContractView> move(
            Caller caller, ContractId id, ContractStep step, @Nullable String comment) {
        throw new UnsupportedOperationException();
    }
}
