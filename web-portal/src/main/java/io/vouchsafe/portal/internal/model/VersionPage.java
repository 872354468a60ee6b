package io.vouchsafe.portal.internal.model;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One version: its life, its signatures, and the next step for the person who looks. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class VersionPage {
    private PortalCaller people;
    private Registry registry;
    private Deployments deployments;
    private Contracts contracts;
    private Metering metering;
    private Notices notices;
    private Frame frame;
    private Address address;

    private @Nullable String comment;
    private @Nullable VersionView view;
    private @Nullable Card card;
    private @Nullable Impact impact;

    /** For the client proxy. */
    protected VersionPage() {}

    @Inject
    public VersionPage(
            PortalCaller people,
            Registry registry,
            Deployments deployments,
            Contracts contracts,
            Metering metering,
            Notices notices,
            Frame frame,
            Address address) {
        this.people = people;
        this.registry = registry;
        this.deployments = deployments;
        this.contracts = contracts;
        this.metering = metering;
        this.notices = notices;
        this.frame = frame;
        this.address = address;
    }

    /** Address of a version's page. */
    static String address(VersionView version) {
        return address(version.ref());
    }

    private static String address(ModelRef ref) {
        return Address.of(
                "version.xhtml",
                "model",
                ref.name().value(),
                "version",
                Long.toString(ref.version()));
    }

    /** Reads the version; an unknown or malformed one is 404. */
    public void load() {
        Optional<ModelRef> ref = ref();
        if (ref.isEmpty()
                || !(registry.version(people.current(), ref.get())
                        instanceof Outcome.Done<VersionView> found)) {
            Responses.notFound();
            return;
        }
        view = found.value();
        if (registry.card(people.current(), ref.get().name()) instanceof Outcome.Done<Card> known) {
            card = known.value();
        }
    }

    private Optional<ModelRef> ref() {
        Optional<ModelName> name = address.get("model", ModelName::new);
        return name.flatMap(
                model -> address.get("version", text -> new ModelRef(model, Long.parseLong(text))));
    }

    public String submit() {
        return act("submit", registry::submit);
    }

    public String approve() {
        return act("approve", registry::approve);
    }

    public String reject() {
        return act("reject", registry::reject);
    }

    public String deploy() {
        return act("deploy", deployments::deploy);
    }

    public String rollback() {
        return act("rollback", deployments::rollback);
    }

    public String stop() {
        return act("stop", registry::stop);
    }

    public String resume() {
        return act("resume", deployments::resume);
    }

    /** Takes the step whatever the page showed: the registry knows what holds now. */
    private String act(String step, Step action) {
        Optional<ModelRef> ref = ref();
        if (ref.isEmpty()) {
            return "models.xhtml?faces-redirect=true";
        }
        String words = comment == null || comment.isBlank() ? null : comment.strip();
        notices.of(
                action.take(people.current(), ref.get(), words),
                "version.done." + step,
                ref.get().toString());
        return address(ref.get()) + "&faces-redirect=true";
    }

    @FunctionalInterface
    private interface Step {
        Outcome<VersionView> take(Caller caller, ModelRef ref, @Nullable String comment);
    }

    private boolean in(VersionState... states) {
        return view != null && List.of(states).contains(view.state());
    }

    public boolean isMaySubmit() {
        return (people.is(Roles.MODEL_OWNER) || people.is(Roles.ADMIN))
                && in(VersionState.DRAFT, VersionState.REJECTED);
    }

    /** True for an approver who neither registered nor submitted it. */
    public boolean isMayDecide() {
        return people.is(Roles.APPROVER) && in(VersionState.SUBMITTED) && !isOwnWork();
    }

    /** True when somebody else has to decide: it is this person's work, or not the role. */
    public boolean isWaitsForAnother() {
        return in(VersionState.SUBMITTED) && !isMayDecide();
    }

    private boolean isOwnWork() {
        String me = people.current().name();
        return view != null && (me.equals(view.registeredBy()) || me.equals(view.submittedBy()));
    }

    public boolean isMayDeploy() {
        return operates() && in(VersionState.APPROVED);
    }

    public boolean isMayStop() {
        return operates() && in(VersionState.DEPLOYED);
    }

    public boolean isMayResume() {
        return operates() && in(VersionState.STOPPED);
    }

    public boolean isMayRollback() {
        return isMayStop() && view != null && view.champion();
    }

    private boolean operates() {
        return people.is(Roles.APPROVER) || people.is(Roles.MODEL_OWNER) || people.is(Roles.ADMIN);
    }

    /** Whom it concerns, in one sentence with numbers and names. */
    public String getImpact() {
        Impact known = known();
        if (known.contracts().isEmpty()) {
            return frame.text("version.impact.none");
        }
        return frame.format(
                "version.impact",
                known.contracts().size(),
                known.callsPerDay(),
                known.partners().stream()
                        .map(frame::partnerName)
                        .collect(Collectors.joining(frame.text("frame.comma"))));
    }

    /** Active contracts that name the model. */
    public List<ContractView> getContracts() {
        return known().contracts();
    }

    private Impact known() {
        Impact found = impact;
        if (found == null) {
            found =
                    view == null
                            ? new Impact(List.of(), 0)
                            : Impact.of(
                                    contracts,
                                    metering,
                                    people.current(),
                                    view.ref().name(),
                                    LocalDate.now(ZoneOffset.UTC));
            impact = found;
        }
        return found;
    }

    /** A tensor's shape as people of the field write it; "any" where a size varies. */
    public String shape(TensorSpec tensor) {
        Shape shape = tensor.shape();
        return shape == null ? "?" : shape.toString().replace("-1", "?");
    }

    /** Life, newest step first. */
    public List<VersionView.Step> getHistory() {
        return view == null ? List.of() : view.history().reversed();
    }

    /** True when the approval was given by somebody who did not propose. */
    public boolean isDecided() {
        return view != null && view.decidedBy() != null;
    }

    public @Nullable VersionView getView() {
        return view;
    }

    public String getName() {
        return view == null ? "" : view.ref().name().value();
    }

    public long getVersion() {
        return view == null ? 0 : view.ref().version();
    }

    public @Nullable Badge getBadge() {
        return view == null ? null : Badge.of(view.state());
    }

    /** Badge of one step of the life. */
    public Badge badge(VersionState state) {
        return Badge.of(state);
    }

    /** What happens next, for the standing line. */
    public String getNext() {
        return view == null ? "" : frame.text("version.next." + view.state());
    }

    /** The card's text in blocks; none before the first. */
    public List<CardText.Block> getCard() {
        return card == null ? List.of() : CardText.blocks(card.text());
    }

    public @Nullable String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment;
    }
}
