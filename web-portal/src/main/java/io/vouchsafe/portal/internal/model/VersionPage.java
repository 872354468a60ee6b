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
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Notices;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version: its life, its signatures, and the next step for the person who looks. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class VersionPage {
    private PortalCaller people;
    private Registry registry;
    private Deployments deployments;
    private Notices notices;

    private @Nullable String model;
    private @Nullable Long version;
    private @Nullable String comment;
    private @Nullable VersionView view;
    private @Nullable Card card;

    /** For the client proxy. */
    protected VersionPage() {}

    @Inject
    public VersionPage(
            PortalCaller people, Registry registry, Deployments deployments, Notices notices) {
        this.people = people;
        this.registry = registry;
        this.deployments = deployments;
        this.notices = notices;
    }

    /** Reads the version; an unknown or malformed one is 404. */
    public void load() throws IOException {
        ModelRef ref = ref();
        if (ref != null
                && registry.version(people.current(), ref)
                        instanceof Outcome.Done<VersionView> done) {
            view = done.value();
            if (registry.card(people.current(), ref.name()) instanceof Outcome.Done<Card> known) {
                card = known.value();
            }
            return;
        }
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(404, "");
        faces.responseComplete();
    }

    private @Nullable ModelRef ref() {
        String name = model;
        Long number = version;
        if (name == null || number == null || number < 1) {
            return null;
        }
        try {
            return new ModelRef(new ModelName(name), number);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
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

    private String act(String step, Step action) {
        ModelRef ref = ref();
        if (ref == null) {
            return "models.xhtml?faces-redirect=true";
        }
        String words = comment == null || comment.isBlank() ? null : comment.strip();
        notices.of(
                action.take(people.current(), ref, words), "version.done." + step, ref.toString());
        return "version.xhtml?faces-redirect=true&model="
                + ref.name()
                + "&version="
                + ref.version();
    }

    @FunctionalInterface
    private interface Step {
        Outcome<VersionView> take(Caller caller, ModelRef ref, @Nullable String comment);
    }

    private boolean in(VersionState... states) {
        return view != null && List.of(states).contains(view.state());
    }

    public boolean isMaySubmit() {
        return people.is(Roles.MODEL_OWNER) && in(VersionState.DRAFT, VersionState.REJECTED);
    }

    /** True for an approver who neither registered nor submitted it. */
    public boolean isMayDecide() {
        return people.is(Roles.APPROVER) && in(VersionState.SUBMITTED) && !isOwnWork();
    }

    /** True when this person cannot decide because it is the person's own work. */
    public boolean isWaitsForAnother() {
        return in(VersionState.SUBMITTED) && (isOwnWork() || !people.is(Roles.APPROVER));
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
        return operates() && in(VersionState.DEPLOYED) && view != null && view.champion();
    }

    private boolean operates() {
        return people.is(Roles.APPROVER) || people.is(Roles.MODEL_OWNER) || people.is(Roles.ADMIN);
    }

    public @Nullable VersionView getView() {
        return view;
    }

    public @Nullable Badge getBadge() {
        return view == null ? null : Badge.of(view.state());
    }

    /** Badge of one step of the life. */
    public Badge badge(VersionState state) {
        return Badge.of(state);
    }

    public @Nullable Card getCard() {
        return card;
    }

    public @Nullable String getModel() {
        return model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
    }

    public @Nullable Long getVersion() {
        return version;
    }

    public void setVersion(@Nullable Long version) {
        this.version = version;
    }

    public @Nullable String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment;
    }
}
