package io.vouchsafe.inference.internal.deployment;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.InspectedModel;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.TemporaryFolder;
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
import java.util.List;
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
    private final Rollouts rollouts;
    private final ModelEngine engine;
    private final ModelPool pool;
    private final InferenceSettings settings;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that answers is made by the other one
    public DeploymentsBean() {
        this(null, null, null, null, null);
    }

    @Inject
    public DeploymentsBean(
            Registry registry,
            Rollouts rollouts,
            ModelEngine engine,
            ModelPool pool,
            InferenceSettings settings) {
        this.registry = registry;
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
            InspectedModel inspected =
                    new InspectedModel(
                            found.folder(), engine.name(), engine.inspect(found.folder()));
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

    @Override
    public Outcome<VersionView> deploy(Caller caller, ModelRef version, @Nullable String comment) {
        return loadedFirst(
                caller,
                version,
                VersionState.APPROVED,
                () -> registry.deploy(caller, version, comment));
    }

    @Override
    public Outcome<VersionView> resume(Caller caller, ModelRef version, @Nullable String comment) {
        return loadedFirst(
                caller,
                version,
                VersionState.STOPPED,
                () -> registry.resume(caller, version, comment));
    }

    /** The champion before is one of the versions that are deployed: all of them must be loaded. */
    @Override
    public Outcome<VersionView> rollback(
            Caller caller, ModelRef version, @Nullable String comment) {
        List<DeployedVersion> others =
                plan().deployed().values().stream()
                        .filter(deployed -> deployed.ref().name().equals(version.name()))
                        .filter(deployed -> !deployed.ref().equals(version))
                        .toList();
        try {
            for (DeployedVersion other : others) {
                pool.hold(other.ref(), other.digest());
                pool.release(other.ref(), plan());
            }
        } catch (ModelRejectedException rejected) {
            return Outcome.declined(Outcome.Kind.INVALID, rejected.problem(), said(rejected));
        }
        return registry.rollback(caller, version, comment);
    }

    /** A version in another state is not loaded: the registry says why it cannot move. */
    private Outcome<VersionView> loadedFirst(
            Caller caller,
            ModelRef version,
            VersionState from,
            Supplier<Outcome<VersionView>> move) {
        return registry.version(caller, version)
                .then(
                        view -> {
                            if (view.state() != from) {
                                return move.get();
                            }
                            try {
                                pool.hold(version, view.digest());
                            } catch (ModelRejectedException rejected) {
                                return Outcome.declined(
                                        Outcome.Kind.INVALID, rejected.problem(), said(rejected));
                            }
                            try {
                                return move.get();
                            } finally {
                                pool.release(version, plan());
                            }
                        });
    }

    private ServingPlan plan() {
        return rollouts.plan().current();
    }

    private static String said(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
