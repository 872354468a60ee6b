package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.InspectedModel;
import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * The registry's face: roles, one transaction per call, nothing else of its own. Who may decide on
 * a version is the version's own rule, so that a model owner hears of the four eyes, not of a role.
 */
@Stateless
public class RegistryBean implements Registry {
    private final Shelf shelf;
    private final Registration registration;
    private final Life life;
    private final Cards cards;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that answers is made by the other one
    public RegistryBean() {
        this(null, null, null, null);
    }

    @Inject
    RegistryBean(Shelf shelf, Registration registration, Life life, Cards cards) {
        this.shelf = shelf;
        this.registration = registration;
        this.life = life;
        this.cards = cards;
    }

    @Override
    @RolesAllowed({Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<ModelView> create(Caller caller, ModelName model) {
        return registration.create(caller, model);
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR})
    public Page<ModelView> models(Caller caller) {
        return shelf.models();
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR})
    public Outcome<ModelView> model(Caller caller, ModelName model) {
        return shelf.model(model);
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR})
    public Outcome<VersionView> version(Caller caller, ModelRef version) {
        return shelf.version(version);
    }

    @Override
    @RolesAllowed({Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<VersionView> register(
            Caller caller, ModelName model, @Nullable Long version, InspectedModel files) {
        return registration.register(caller, model, version, files);
    }

    @Override
    @RolesAllowed({Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<VersionView> submit(Caller caller, ModelRef version, @Nullable String comment) {
        return life.review("submitted", caller, version, comment, Version::submit);
    }

    @Override
    @RolesAllowed({Roles.MODEL_OWNER, Roles.APPROVER})
    public Outcome<VersionView> approve(Caller caller, ModelRef version, @Nullable String comment) {
        return life.review("approved", caller, version, comment, Version::approve);
    }

    @Override
    @RolesAllowed({Roles.MODEL_OWNER, Roles.APPROVER})
    public Outcome<VersionView> reject(Caller caller, ModelRef version, @Nullable String comment) {
        return life.review("rejected", caller, version, comment, Version::reject);
    }

    @Override
    @RolesAllowed({Roles.APPROVER, Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<VersionView> deploy(Caller caller, ModelRef version, @Nullable String comment) {
        return life.serve("deployed", caller, version, comment, Model::deploy);
    }

    @Override
    @RolesAllowed({Roles.APPROVER, Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<VersionView> rollback(
            Caller caller, ModelRef version, @Nullable String comment) {
        return life.serve("rolled-back", caller, version, comment, Model::rollback);
    }

    @Override
    @RolesAllowed({Roles.APPROVER, Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<VersionView> stop(Caller caller, ModelRef version, @Nullable String comment) {
        return life.serve("stopped", caller, version, comment, Model::stop);
    }

    @Override
    @RolesAllowed({Roles.APPROVER, Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<VersionView> resume(Caller caller, ModelRef version, @Nullable String comment) {
        return life.serve("resumed", caller, version, comment, Model::resume);
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR})
    public Outcome<Card> card(Caller caller, ModelName model) {
        return cards.read(model);
    }

    @Override
    @RolesAllowed({Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<Card> writeCard(Caller caller, ModelName model, Card card) {
        return cards.write(caller, model, card);
    }
}
