package io.vouchsafe.portal.internal.contract;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Notices;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One contract: terms, life, and the steps that are open to the person who looks. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class ContractPage {
    private PortalCaller people;
    private Contracts contracts;
    private Notices notices;

    private @Nullable String id;
    private @Nullable String step;
    private @Nullable String comment;
    private @Nullable ContractView view;

    /** For the client proxy. */
    protected ContractPage() {}

    @Inject
    public ContractPage(PortalCaller people, Contracts contracts, Notices notices) {
        this.people = people;
        this.contracts = contracts;
        this.notices = notices;
    }

    /** Reads the contract; an unknown, malformed or foreign one is 404. */
    public void load() throws IOException {
        ContractId wanted = wanted();
        if (wanted != null
                && contracts.contract(people.current(), wanted)
                        instanceof Outcome.Done<ContractView> done) {
            view = done.value();
            return;
        }
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(404, "");
        faces.responseComplete();
    }

    private @Nullable ContractId wanted() {
        try {
            return id == null ? null : new ContractId(id);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Takes the chosen step. */
    public String take() {
        ContractId wanted = wanted();
        if (wanted == null || step == null) {
            return "contracts.xhtml?faces-redirect=true";
        }
        String words = comment == null || comment.isBlank() ? null : comment.strip();
        notices.of(
                contracts.move(
                        people.current(),
                        wanted,
                        ContractStep.valueOf(step.toUpperCase(Locale.ROOT)),
                        words),
                "contract.done." + step.toLowerCase(Locale.ROOT),
                wanted.value());
        return "contract.xhtml?faces-redirect=true&id=" + wanted;
    }

    /** Steps open to this person now, lower case; the first is the one the page offers first. */
    public List<String> getSteps() {
        List<String> steps = new ArrayList<>();
        if (view == null) {
            return steps;
        }
        boolean provider = people.is(Roles.ADMIN);
        boolean partner = people.is(Roles.PARTNER_ADMIN);
        ContractState state = view.state();
        if (provider && state == ContractState.DRAFT) {
            steps.add("offer");
        }
        if (partner && state == ContractState.OFFERED) {
            steps.add("sign");
        }
        if (provider && state == ContractState.SIGNED) {
            steps.add("countersign");
        }
        if (provider && state == ContractState.SUSPENDED) {
            steps.add("reinstate");
        }
        if (provider && state == ContractState.ACTIVE) {
            steps.add("suspend");
        }
        if (provider && state == ContractState.OFFERED) {
            steps.add("withdraw");
        }
        if ((provider || partner)
                && (state == ContractState.ACTIVE || state == ContractState.SUSPENDED)) {
            steps.add("terminate");
        }
        return steps;
    }

    public @Nullable ContractView getView() {
        return view;
    }

    public @Nullable Badge getBadge() {
        return view == null ? null : Badge.of(view.state());
    }

    /** Badge of one step of the life. */
    public Badge badge(ContractState state) {
        return Badge.of(state);
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }

    public @Nullable String getStep() {
        return step;
    }

    public void setStep(@Nullable String step) {
        this.step = step;
    }

    public @Nullable String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment;
    }
}
