package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.audit.Event;
import io.vouchsafe.governance.InspectedModel;
import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.governance.internal.GovernanceMessages;
import io.vouchsafe.governance.internal.artefact.ArtefactStore;
import io.vouchsafe.governance.internal.artefact.FilesRefusedException;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How models and versions come to be. */
@Dependent
class Registration {
    private final Models models;
    private final ArtefactStore artefacts;
    private final Changes changes;

    @Inject
    Registration(Models models, ArtefactStore artefacts, Changes changes) {
        this.models = models;
        this.artefacts = artefacts;
        this.changes = changes;
    }

    Outcome<ModelView> create(Caller caller, ModelName name) {
        if (models.find(name).isPresent()) {
            return Declines.modelExists(name);
        }
        Model model = new Model(name, caller.name(), changes.now());
        models.add(model);
        ModelView view = new ModelView(name, model.owner(), model.createdAt(), List.of());
        return changes.saveServing(view, name, new Event.ModelCreated(caller, name));
    }

    /**
     * Files first, the model's lock after: storing takes as long as the files are big, and nobody
     * who wants to stop the model may wait for it.
     */
    Outcome<VersionView> register(
            Caller caller, ModelName name, @Nullable Long number, InspectedModel files) {
        if (models.find(name).isEmpty()) {
            return Declines.unknownModel(name);
        }
        if (files.signatures().isEmpty()) {
            return Declines.noSignature(name.value());
        }
        if (number != null && isTaken(new ModelRef(name, number))) {
            return Declines.versionExists(new ModelRef(name, number));
        }
        ArtefactStore.Stored stored;
        try {
            stored = artefacts.store(files.folder());
        } catch (FilesRefusedException refused) {
            return changes.rolledBack(Declines.filesRefused(refused.reason()));
        } catch (IOException | SQLException fault) {
            throw GovernanceMessages.TEXTS.notStored(name.value(), fault);
        }
        return add(caller, models.findToServe(name).orElseThrow(), number, files, stored);
    }

    private Outcome<VersionView> add(
            Caller caller,
            Model model,
            @Nullable Long number,
            InspectedModel files,
            ArtefactStore.Stored stored) {
        ModelRef ref =
                new ModelRef(
                        model.name(), number == null ? models.highestNumber(model) + 1 : number);
        if (isTaken(ref)) {
            return changes.rolledBack(Declines.versionExists(ref));
        }
        Version version =
                new Version(
                        model,
                        ref.version(),
                        stored,
                        files.engine(),
                        files.signatures(),
                        caller.name(),
                        changes.now());
        models.add(version);
        return changes.save(version, ref, new Event.VersionRegistered(caller, ref, stored.digest()))
                .map(Version::view);
    }

    private boolean isTaken(ModelRef ref) {
        return models.find(ref).isPresent();
    }
}
