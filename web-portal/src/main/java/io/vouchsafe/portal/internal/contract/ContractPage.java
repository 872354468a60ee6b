package io.vouchsafe.portal.internal.contract;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.DailyUse;
import io.vouchsafe.partners.Metering;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.internal.frame.Notices;
import io.vouchsafe.portal.internal.frame.Responses;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One contract: terms, life, and the steps that are open to the person who looks. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class ContractPage {
    private static final int WEEK = 7;

    /** What cannot be undone is confirmed by typing the contract's id. */
    private static final Set<ContractStep> FINAL =
            EnumSet.of(ContractStep.SIGN, ContractStep.COUNTERSIGN, ContractStep.TERMINATE);

    private PortalCaller people;
    private Contracts contracts;
    private Metering metering;
    private Notices notices;
    private Frame frame;
    private Address address;

    private @Nullable String comment;
    private @Nullable String confirmation;
    private @Nullable ContractView view;

    /** For the client proxy. */
    protected ContractPage() {}

    @Inject
    public ContractPage(
            PortalCaller people,
            Contracts contracts,
            Metering metering,
            Notices notices,
            Frame frame,
            Address address) {
        this.people = people;
        this.contracts = contracts;
        this.metering = metering;
        this.notices = notices;
        this.frame = frame;
        this.address = address;
    }

    /** Reads the contract; an unknown, malformed or foreign one is 404. */
    public void load() {
        Optional<ContractId> wanted = wanted();
        if (wanted.isPresent()
                && contracts.contract(people.current(), wanted.get())
                        instanceof Outcome.Done<ContractView> done) {
            view = done.value();
            return;
        }
        Responses.notFound();
    }

    private Optional<ContractId> wanted() {
        return address.get("id", ContractId::new);
    }

    public String offer() {
        return take(ContractStep.OFFER);
    }

    public String sign() {
        return take(ContractStep.SIGN);
    }

    public String countersign() {
        return take(ContractStep.COUNTERSIGN);
    }

    public String suspend() {
        return take(ContractStep.SUSPEND);
    }

    public String reinstate() {
        return take(ContractStep.REINSTATE);
    }

    public String terminate() {
        return take(ContractStep.TERMINATE);
    }

    public String withdraw() {
        return take(ContractStep.WITHDRAW);
    }

    /** Takes the step whatever the page showed: the module knows what holds now. */
    private String take(ContractStep step) {
        Optional<ContractId> wanted = wanted();
        if (wanted.isEmpty()) {
            return "contracts.xhtml?faces-redirect=true";
        }
        ContractId id = wanted.get();
        String page = Address.of("contract.xhtml", "id", id.value()) + "&faces-redirect=true";
        if (FINAL.contains(step)
                && (confirmation == null || !confirmation.strip().equalsIgnoreCase(id.value()))) {
            notices.error("confirm.missing", id.value());
            return page;
        }
        String words = comment == null || comment.isBlank() ? null : comment.strip();
        notices.of(
                contracts.move(people.current(), id, step, words),
                "contract.done." + name(step),
                id.value());
        return page;
    }

    private static String name(ContractStep step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    /** Steps open to this person now, lower case; the first is the one the page offers first. */
    public List<String> getSteps() {
        return view == null
                ? List.of()
                : open(view.state(), people.is(Roles.ADMIN), people.is(Roles.PARTNER_ADMIN))
                        .stream()
                        .map(ContractPage::name)
                        .toList();
    }

    static List<ContractStep> open(ContractState state, boolean provider, boolean partner) {
        List<ContractStep> steps = new ArrayList<>();
        switch (state) {
            case DRAFT -> add(steps, provider, ContractStep.OFFER);
            case OFFERED -> {
                add(steps, partner, ContractStep.SIGN);
                add(steps, provider, ContractStep.WITHDRAW);
            }
            case SIGNED -> {
                add(steps, provider, ContractStep.COUNTERSIGN);
                add(steps, provider || partner, ContractStep.TERMINATE);
            }
            case ACTIVE -> {
                add(steps, provider, ContractStep.SUSPEND);
                add(steps, provider || partner, ContractStep.TERMINATE);
            }
            case SUSPENDED -> {
                add(steps, provider, ContractStep.REINSTATE);
                add(steps, provider || partner, ContractStep.TERMINATE);
            }
            case TERMINATED, WITHDRAWN -> {}
        }
        return steps;
    }

    private static void add(List<ContractStep> steps, boolean open, ContractStep step) {
        if (open) {
            steps.add(step);
        }
    }

    public boolean offers(String step) {
        return getSteps().contains(step);
    }

    /** True when a signature of this person's side is what the contract waits for. */
    public boolean isToSign() {
        return offers("sign") || offers("countersign");
    }

    /** Steps that stand as buttons in the page's head; signatures have a place of their own. */
    public List<String> getHeadSteps() {
        return getSteps().stream()
                .filter(step -> !step.equals("sign") && !step.equals("countersign"))
                .toList();
    }

    /** How much is called under it, in a sentence: what ending or suspending it would stop. */
    public String getUse() {
        if (view == null) {
            return "";
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        long calls =
                metering
                        .daily(
                                people.current(),
                                view.ref().id(),
                                today.minusDays(WEEK),
                                today.minusDays(1))
                        .stream()
                        .mapToLong(DailyUse::answered)
                        .sum();
        return frame.format("contract.use", (calls + WEEK / 2) / WEEK);
    }

    public @Nullable ContractView getView() {
        return view;
    }

    public String getId() {
        return view == null ? "" : view.ref().id().value();
    }

    public @Nullable Badge getBadge() {
        return view == null ? null : Badge.of(view.state());
    }

    /** Badge of one step of the life. */
    public Badge badge(ContractState state) {
        return Badge.of(state);
    }

    /** Life, newest step first. */
    public List<ContractView.Step> getHistory() {
        return view == null ? List.of() : view.history().reversed();
    }

    public String getPartner() {
        if (view == null) {
            return "";
        }
        return frame.isProvider() ? frame.partnerName(view.partner()) : frame.getWhose();
    }

    public List<String> getModels() {
        return view == null
                ? List.of()
                : view.models().stream().map(ModelName::value).sorted().toList();
    }

    public List<String> getPurposes() {
        return view == null
                ? List.of()
                : view.purposes().stream().map(Purpose::value).sorted().toList();
    }

    /** Outputs the partner does not get, as {@code model: output}. */
    public List<String> getHidden() {
        return view == null
                ? List.of()
                : view.hiddenOutputs().entrySet().stream()
                        .flatMap(
                                model ->
                                        model.getValue().stream()
                                                .map(output -> model.getKey() + ": " + output))
                        .sorted()
                        .toList();
    }

    /** What happens next, for the standing line. */
    public String getNext() {
        if (view == null) {
            return "";
        }
        return frame.text(isToSign() ? "contract.next.you" : "contract.next." + view.state());
    }

    public @Nullable String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment;
    }

    public @Nullable String getConfirmation() {
        return confirmation;
    }

    public void setConfirmation(@Nullable String confirmation) {
        this.confirmation = confirmation;
    }
}
