package io.vouchsafe.portal.testing;

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
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.AdmissionRequest;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.DailyUse;
import io.vouchsafe.partners.Grant;
import io.vouchsafe.partners.Metering;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.NewPartner;
import io.vouchsafe.partners.NewPlan;
import io.vouchsafe.partners.PartnerView;
import io.vouchsafe.partners.PlanView;
import io.vouchsafe.partners.QuotaUse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Partners, contracts and what was used under them, as a test says. */
public final class FakePartners implements Contracts, Metering {
    /** A step that was asked for. */
    public record Move(ContractId contract, ContractStep step, @Nullable String comment) {}

    public final List<PartnerView> partners = new ArrayList<>();
    public final List<ContractView> contracts = new ArrayList<>();
    public final Map<ContractId, List<DailyUse>> uses = new HashMap<>();
    public final List<QuotaUse> quotas = new ArrayList<>();
    public final List<Move> moves = new ArrayList<>();
    public @Nullable RuntimeException fault;

    public FakePartners partner(String id, String name) {
        partners.add(new PartnerView(new PartnerId(id), name, "DE", Instant.EPOCH));
        return this;
    }

    public ContractView contract(String id, String partner, ContractState state, String model) {
        ContractView view =
                new ContractView(
                        new ContractRef(new ContractId(id), 1),
                        state,
                        new PartnerId(partner),
                        new PlanView(
                                new PlanRef(new PlanId("standard"), 1),
                                "Standard",
                                Money.of("0.04", "EUR"),
                                100,
                                100_000),
                        Set.of(new ModelName(model)),
                        Set.of(new Purpose("credit-decision")),
                        null,
                        Map.of(new ModelName(model), Set.of("logits")),
                        Instant.EPOCH,
                        null,
                        List.of(
                                new ContractView.Step(
                                        ContractState.DRAFT, "admin", Instant.EPOCH, null),
                                new ContractView.Step(state, "admin", Instant.EPOCH, "why")));
        contracts.add(view);
        return view;
    }

    public void used(String contract, LocalDate day, long answered, long refused, String cost) {
        uses.computeIfAbsent(new ContractId(contract), id -> new ArrayList<>())
                .add(new DailyUse(day, answered, refused, 0, Money.of(cost, "EUR")));
    }

    @Override
    public Page<PartnerView> partners(Caller caller) {
        if (fault != null) {
            throw fault;
        }
        return new Page<>(partners, null);
    }

    @Override
    public Outcome<PartnerView> partner(Caller caller, PartnerId id) {
        if (fault != null) {
            throw fault;
        }
        return partners.stream()
                .filter(partner -> partner.id().equals(id))
                .findFirst()
                .map(Outcome::done)
                .orElse(Outcome.declined(Outcome.Kind.NOT_FOUND, "not-found", "No such partner."));
    }

    @Override
    public Page<ContractView> contracts(Caller caller) {
        return new Page<>(
                contracts.stream().filter(view -> caller.maySee(view.partner())).toList(), null);
    }

    @Override
    public Outcome<ContractView> contract(Caller caller, ContractId id) {
        return contracts(caller).items().stream()
                .filter(view -> view.ref().id().equals(id))
                .findFirst()
                .map(Outcome::done)
                .orElse(Outcome.declined(Outcome.Kind.NOT_FOUND, "not-found", "No such contract."));
    }

    @Override
    public Outcome<ContractView> move(
            Caller caller, ContractId id, ContractStep step, @Nullable String comment) {
        moves.add(new Move(id, step, comment));
        return contract(caller, id);
    }

    @Override
    public Set<ModelName> callable(Caller caller) {
        Set<ModelName> models = new java.util.HashSet<>();
        contracts(caller).items().forEach(view -> models.addAll(view.models()));
        return models;
    }

    @Override
    public List<QuotaUse> today(Caller caller) {
        return quotas;
    }

    @Override
    public List<DailyUse> daily(Caller caller, ContractId contract, LocalDate from, LocalDate to) {
        return uses.getOrDefault(contract, List.of()).stream()
                .filter(use -> !use.day().isBefore(from) && !use.day().isAfter(to))
                .toList();
    }

    @Override
    public Admission admit(AdmissionRequest request) {
        throw notAPage();
    }

    @Override
    public void release(Grant grant) {
        throw notAPage();
    }

    @Override
    public Outcome<PartnerView> createPartner(Caller caller, NewPartner partner) {
        throw notAPage();
    }

    @Override
    public Outcome<PlanView> publishPlan(Caller caller, NewPlan plan) {
        throw notAPage();
    }

    @Override
    public Page<PlanView> plans(Caller caller) {
        throw notAPage();
    }

    @Override
    public Outcome<PlanView> plan(Caller caller, PlanId id) {
        throw notAPage();
    }

    @Override
    public Outcome<ContractView> create(Caller caller, NewContract contract) {
        throw notAPage();
    }

    private static UnsupportedOperationException notAPage() {
        return new UnsupportedOperationException("No page asks for this");
    }
}
