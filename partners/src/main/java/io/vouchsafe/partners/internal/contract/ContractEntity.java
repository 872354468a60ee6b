package io.vouchsafe.partners.internal.contract;

import static io.vouchsafe.partners.internal.PartnersMessages.TEXT;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.internal.Declines;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * What a partner may call, on which terms. The provider drafts and offers it, the partner's admin
 * signs, the provider countersigns: then it is active. It may be suspended and reinstated, and
 * either side ends it. An offer nobody signed is withdrawn.
 */
@Entity(name = "Contract")
@Table(schema = "partners", name = "contract")
public class ContractEntity {
    private static final int PAGE = 100;

    @Id private String id;

    /** Its place in the order of creation. */
    private long number;

    private int revision;

    @Enumerated(EnumType.STRING)
    private ContractState state;

    @Column(name = "partner_id")
    private String partnerId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "plan_ref")
    private PlanEntity plan;

    @Column(name = "masking_policy")
    private @Nullable String maskingPolicy;

    @Column(name = "valid_from")
    private Instant validFrom;

    @Column(name = "valid_to")
    private @Nullable Instant validTo;

    @ElementCollection
    @CollectionTable(
            schema = "partners",
            name = "contract_model",
            joinColumns = @JoinColumn(name = "contract_id"))
    @Column(name = "model")
    @BatchSize(size = PAGE)
    private Set<String> models;

    @ElementCollection
    @CollectionTable(
            schema = "partners",
            name = "contract_purpose",
            joinColumns = @JoinColumn(name = "contract_id"))
    @Column(name = "purpose")
    @BatchSize(size = PAGE)
    private Set<String> purposes;

    @ElementCollection
    @CollectionTable(
            schema = "partners",
            name = "contract_hidden_output",
            joinColumns = @JoinColumn(name = "contract_id"))
    @BatchSize(size = PAGE)
    private Set<HiddenOutput> hiddenOutputs;

    @ElementCollection
    @CollectionTable(
            schema = "partners",
            name = "contract_step",
            joinColumns = @JoinColumn(name = "contract_id"))
    @OrderColumn(name = "position")
    @BatchSize(size = PAGE)
    private List<StepTaken> steps;

    @Version private int version;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected ContractEntity() {}

    /**
     * A draft.
     *
     * @param number unique; part of the id
     */
    ContractEntity(
            long number, int year, NewContract terms, PlanEntity plan, Caller by, Instant now) {
        this.id = "C-%d-%04d".formatted(year, number);
        this.number = number;
        this.revision = 1;
        this.state = ContractState.DRAFT;
        this.partnerId = terms.partner().value();
        this.plan = plan;
        PolicyId policy = terms.maskingPolicy();
        this.maskingPolicy = policy == null ? null : policy.value();
        this.validFrom = terms.validFrom();
        this.validTo = terms.validTo();
        this.models = values(terms.models());
        this.purposes = values(terms.purposes());
        this.hiddenOutputs = new HashSet<>();
        terms.hiddenOutputs()
                .forEach(
                        (model, outputs) ->
                                outputs.forEach(
                                        output ->
                                                hiddenOutputs.add(
                                                        new HiddenOutput(model.value(), output))));
        this.steps = new ArrayList<>(List.of(new StepTaken(state, by.name(), now, null)));
    }

    ContractRef ref() {
        return new ContractRef(new ContractId(id), revision);
    }

    PartnerId partner() {
        return new PartnerId(partnerId);
    }

    ContractState state() {
        return state;
    }

    /** Offers the draft to the partner. */
    Outcome<ContractEntity> offer(Caller by, Instant now, @Nullable String comment) {
        return take(ContractStep.OFFER, by, now, comment);
    }

    /** The partner agrees. */
    Outcome<ContractEntity> sign(Caller by, Instant now, @Nullable String comment) {
        return take(ContractStep.SIGN, by, now, comment);
    }

    /** The provider agrees to what the partner signed; the contract is active. */
    Outcome<ContractEntity> countersign(Caller by, Instant now, @Nullable String comment) {
        return take(ContractStep.COUNTERSIGN, by, now, comment);
    }

    /** Stops calls until reinstated. */
    Outcome<ContractEntity> suspend(Caller by, Instant now, @Nullable String comment) {
        return take(ContractStep.SUSPEND, by, now, comment);
    }

    /** Allows calls again. */
    Outcome<ContractEntity> reinstate(Caller by, Instant now, @Nullable String comment) {
        return take(ContractStep.REINSTATE, by, now, comment);
    }

    /** Ends it for good. */
    Outcome<ContractEntity> terminate(Caller by, Instant now, @Nullable String comment) {
        return take(ContractStep.TERMINATE, by, now, comment);
    }

    /** Takes an unsigned offer back. */
    Outcome<ContractEntity> withdraw(Caller by, Instant now, @Nullable String comment) {
        return take(ContractStep.WITHDRAW, by, now, comment);
    }

    Outcome<ContractEntity> move(
            ContractStep step, Caller by, Instant now, @Nullable String comment) {
        return switch (step) {
            case OFFER -> offer(by, now, comment);
            case SIGN -> sign(by, now, comment);
            case COUNTERSIGN -> countersign(by, now, comment);
            case SUSPEND -> suspend(by, now, comment);
            case REINSTATE -> reinstate(by, now, comment);
            case TERMINATE -> terminate(by, now, comment);
            case WITHDRAW -> withdraw(by, now, comment);
        };
    }

    ContractView view() {
        Map<ModelName, Set<String>> hidden =
                hiddenOutputs.stream()
                        .collect(
                                Collectors.groupingBy(
                                        each -> new ModelName(each.model()),
                                        Collectors.mapping(
                                                HiddenOutput::output,
                                                Collectors.toUnmodifiableSet())));
        return new ContractView(
                ref(),
                state,
                partner(),
                plan.view(),
                models.stream().map(ModelName::new).collect(Collectors.toUnmodifiableSet()),
                purposes.stream().map(Purpose::new).collect(Collectors.toUnmodifiableSet()),
                maskingPolicy == null ? null : new PolicyId(maskingPolicy),
                Map.copyOf(hidden),
                validFrom,
                validTo,
                steps.stream().map(StepTaken::view).toList());
    }

    private Outcome<ContractEntity> take(
            ContractStep step, Caller by, Instant now, @Nullable String comment) {
        StepRule rule = StepRule.of(step);
        String name = step.name().toLowerCase(Locale.ROOT);
        if (!rule.side().includes(by, partner())) {
            return Declines.forbidden("contract-side", wrongSide(rule.side(), name));
        }
        ContractId contract = new ContractId(id);
        if (!rule.from().contains(state)) {
            String needed = new TreeSet<>(rule.from()).toString();
            return Declines.conflict(
                    "contract-state", TEXT.wrongState(contract, state, name, needed));
        }
        if (rule.towardsUse() && validTo != null && !now.isBefore(validTo)) {
            return Declines.conflict("contract-state", TEXT.ended(contract, validTo, name));
        }
        state = rule.to();
        steps.add(new StepTaken(state, by.name(), now, comment));
        return Outcome.done(this);
    }

    private String wrongSide(StepRule.Side side, String step) {
        return switch (side) {
            case PROVIDER -> TEXT.providersStep(step);
            case PARTNER -> TEXT.partnersStep(step, partner());
            case EITHER -> TEXT.eithersStep(step, partner());
        };
    }

    private static Set<String> values(Set<? extends Record> ids) {
        return ids.stream().map(Record::toString).collect(Collectors.toCollection(HashSet::new));
    }
}
