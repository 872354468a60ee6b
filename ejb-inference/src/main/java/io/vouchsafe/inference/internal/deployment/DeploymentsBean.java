package io.vouchsafe.inference.internal.deployment;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.InspectedModel;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.Releases;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.RolloutView;
import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.inference.LoadState;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.TemporaryFolder;
import io.vouchsafe.inference.internal.processing.Declaration;
import io.vouchsafe.inference.internal.upload.ArchiveLimits;
import io.vouchsafe.inference.internal.upload.ArchiveRejectedException;
import io.vouchsafe.inference.internal.upload.ModelFolder;
import io.vouchsafe.inference.internal.upload.SafeArchive;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Uploads and deployments. Without a transaction of its own: unpacking and loading take seconds,
 * the registry's transaction is short.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Roles.ADMIN, Roles.MODEL_OWNER, Roles.APPROVER})
public class DeploymentsBean implements Deployments {
    private final Registry registry;
    private final Releases releases;
    private final Rollouts rollouts;
    private final ModelEngine engine;
    private final ModelPool pool;
    private final InferenceSettings settings;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that answers is made by the other one
    public DeploymentsBean() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public DeploymentsBean(
            Registry registry,
            Releases releases,
            Rollouts rollouts,
            ModelEngine engine,
            ModelPool pool,
            InferenceSettings settings) {
        this.registry = registry;
        this.releases = releases;
        this.rollouts = rollouts;
        this.engine = engine;
        this.pool = pool;
        this.settings = settings;
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.MODEL_OWNER})
    public Outcome<VersionView> upload(
            Caller caller, ModelName model, @Nullable Long version, InputStream archive) {
        if (version != null && version < 1) {
            return Outcome.declined(
                    Outcome.Kind.INVALID, "model-version", LOG.wrongVersion(version));
        }
        return switch (registry.model(caller, model)) {
            case Outcome.Declined<?> declined ->
                    Outcome.declined(declined.kind(), declined.problem(), declined.detail());
            case Outcome.Done<?> known -> unpacked(caller, model, version, archive);
        };
    }

    private Outcome<VersionView> unpacked(
            Caller caller, ModelName model, @Nullable Long version, InputStream archive) {
        ArchiveLimits limits =
                ArchiveLimits.of(settings.maxModelBytes(), settings.maxUnpackedBytes());
        try (TemporaryFolder work = TemporaryFolder.in(settings.temporary(), "upload")) {
            Path files = SafeArchive.unpack(archive, work.path(), limits);
            ModelFolder found = ModelFolder.find(files);
            Declaration.checkPlace(files, found.folder());
            Declaration.adopt(found.folder(), declaredByCard(caller, model));
            ModelEngine kind = engine.of(found.folder());
            InspectedModel inspected =
                    new InspectedModel(
                            found.folder(),
                            kind.name(),
                            Declaration.publicSignatures(
                                    found.folder(), kind.inspect(found.folder())));
            return registry.register(
                    caller, model, version == null ? found.version() : version, inspected);
        } catch (ArchiveRejectedException rejected) {
            return Outcome.declined(rejected.kind(), rejected.problem(), said(rejected));
        } catch (ModelRejectedException rejected) {
            return Outcome.declined(Outcome.Kind.INVALID, rejected.problem(), said(rejected));
        } catch (IOException broken) {
            return Outcome.declined(
                    Outcome.Kind.UNREADABLE, "archive-unreadable", LOG.uploadBroken(said(broken)));
        }
    }

    private @Nullable String declaredByCard(Caller caller, ModelName model) {
        return registry.card(caller, model) instanceof Outcome.Done<Card> card
                ? card.value().settings().processing()
                : null;
    }

    @Override
    public Outcome<VersionView> deploy(Caller caller, ModelRef version, @Nullable String comment) {
        return loadedFirst(
                caller,
                version,
                VersionState.APPROVED,
                () -> registry.deploy(caller, version, comment));
    }

    @Override
    public Outcome<VersionView> stage(Caller caller, ModelRef version, @Nullable String comment) {
        return loadedFirst(
                caller,
                version,
                VersionState.APPROVED,
                () -> registry.stage(caller, version, comment));
    }

    @Override
    public Outcome<VersionView> promote(Caller caller, ModelRef version, @Nullable String comment) {
        return loadedFirst(
                caller,
                version,
                VersionState.DEPLOYED,
                () -> registry.promote(caller, version, comment));
    }

    @Override
    public Outcome<VersionView> resume(Caller caller, ModelRef version, @Nullable String comment) {
        return loadedFirst(
                caller,
                version,
                VersionState.STOPPED,
                () -> registry.resume(caller, version, comment));
    }

    @Override
    public Outcome<RolloutView> share(
            Caller caller, Rollout.Kind kind, ModelRef version, int perMille) {
        return loadedFirst(
                caller,
                version,
                VersionState.DEPLOYED,
                () -> releases.share(caller, kind, version, perMille));
    }

    @Override
    public Outcome<VersionView> rollback(
            Caller caller, ModelRef version, @Nullable String comment) {
        ModelRef former = plan().rollout(version.name()).former();
        DeployedVersion next = former == null ? null : plan().deployed().get(former);
        return next == null // then the registry says why not
                ? registry.rollback(caller, version, comment)
                : held(
                        next.ref(),
                        next.digest(),
                        () -> registry.rollback(caller, version, comment));
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR})
    public LoadState loadState(Caller caller, ModelRef version) {
        return pool.state(version);
    }

    /** A version in another state is not loaded: the registry says why it cannot move. */
    private <T> Outcome<T> loadedFirst(
            Caller caller, ModelRef version, VersionState from, Supplier<Outcome<T>> move) {
        return registry.version(caller, version)
                .then(
                        view ->
                                view.state() == from
                                        ? held(version, view.digest(), move)
                                        : move.get());
    }

    private <T> Outcome<T> held(ModelRef version, String digest, Supplier<Outcome<T>> move) {
        Hold hold;
        try {
            hold = pool.hold(version, digest);
        } catch (ModelRejectedException rejected) {
            return Outcome.declined(Outcome.Kind.INVALID, rejected.problem(), said(rejected));
        }
        try {
            return move.get();
        } finally {
            hold.release(plan());
        }
    }

    private ServingPlan plan() {
        return rollouts.plan().current();
    }

    private static String said(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
