package io.vouchsafe.inference.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.fakes.FakeEngine;
import io.vouchsafe.inference.fakes.FakeRegistry;
import io.vouchsafe.inference.fakes.FakeRollouts;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.tensorflow.TensorFlowEngine;
import io.vouchsafe.inference.testing.GraphModel;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

class DeploymentsBeanTest {
    private static final Caller OWNER = Caller.user("olga", null, Set.of(Roles.MODEL_OWNER));
    private static final ModelName MODEL = new ModelName("m");

    @TempDir Path data;
    @TempDir Path models;

    private final FakeRollouts rollouts = new FakeRollouts();
    private final FakeRegistry registry = new FakeRegistry(rollouts);
    private final FakeEngine engine = new FakeEngine();
    private final ModelPool pool = new ModelPool(engine, Path::of);
    private DeploymentsBean deployments;

    @BeforeEach
    void start() {
        pool.start(Runnable::run);
        rollouts.plan().onChange(pool::follow);
        InferenceSettings settings =
                InferenceSettings.from(
                        Map.of(
                                "VOUCHSAFE_DATA",
                                data.toString(),
                                "VOUCHSAFE_MAX_MODEL_BYTES",
                                "100000"));
        deployments =
                new DeploymentsBean(
                        registry, rollouts, new TensorFlowEngine(settings), pool, settings);
    }

    private Outcome.Declined<VersionView> declined(Long version, byte[] archive) {
        Outcome<VersionView> outcome =
                deployments.upload(OWNER, MODEL, version, new ByteArrayInputStream(archive));
        assertThat(outcome).isInstanceOf(Outcome.Declined.class);
        assertThat(registry.registered()).isEmpty();
        nothingIsLeft();
        return (Outcome.Declined<VersionView>) outcome;
    }

    private void nothingIsLeft() {
        try (Stream<Path> left = Files.walk(data)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private byte[] zip(String folder, GraphModel model) throws IOException {
        byte[] bytes = Files.readAllBytes(model.write(models).resolve("saved_model.pb"));
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(folder + "saved_model.pb"));
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static VersionView done(Outcome<VersionView> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<VersionView>) outcome).value();
    }

    private Outcome<VersionView> upload(Long version, byte[] archive) {
        return deployments.upload(OWNER, MODEL, version, new ByteArrayInputStream(archive));
    }

    @Test
    void aModelIsRegisteredUnderItsFoldersNumberAndNothingIsLeft() throws IOException {
        VersionView view =
                done(upload(null, zip("m/00000123/", GraphModel.identity(DataType.DT_FLOAT, -1))));

        assertThat(view.ref().version()).isEqualTo(123);
        assertThat(registry.registered().get(0).engine()).isEqualTo("tensorflow");
        assertThat(registry.registered().get(0).signatures()).hasSize(1);
        nothingIsLeft();
    }

    @Test
    void theNumberAskedForIsTheNumberGiven() throws IOException {
        byte[] archive = zip("m/00000123/", GraphModel.identity(DataType.DT_FLOAT, -1));

        assertThat(done(upload(7L, archive)).ref().version()).isEqualTo(7);
    }

    @Test
    void aModelThatNobodyCreated_isNotUnpacked() {
        InputStream untouched =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("was read");
                    }
                };

        Outcome<VersionView> outcome =
                deployments.upload(OWNER, new ModelName("nobody"), null, untouched);

        assertThat(((Outcome.Declined<?>) outcome).problem()).isEqualTo("model-unknown");
    }

    @Test
    void aNumberBelowOne_isRefused() {
        assertThat(declined(0L, new byte[0]).problem()).isEqualTo("model-version");
    }

    @Test
    void everyRefusalHasItsProblemAndLeavesNothing() throws IOException {
        assertThat(declined(null, new byte[0]).problem()).isEqualTo("archive-unreadable");
        assertThat(declined(null, new byte[200_000]).problem()).isEqualTo("archive-too-large");
        assertThat(declined(null, zip("../", GraphModel.identity(DataType.DT_FLOAT))).problem())
                .isEqualTo("archive-path");
        assertThat(
                        declined(null, zip("", GraphModel.identity(DataType.DT_FLOAT).tag("train")))
                                .problem())
                .isEqualTo("model-tag");
        assertThat(declined(null, zip("", GraphModel.identity(DataType.DT_COMPLEX64))).problem())
                .isEqualTo("model-signature");
        Outcome.Declined<VersionView> unsafe =
                declined(
                        null,
                        zip(
                                "",
                                GraphModel.identity(DataType.DT_FLOAT)
                                        .node("w", "WriteFile")
                                        .after("y", "w")));
        assertThat(unsafe.problem()).isEqualTo("model-unsafe-op");
        assertThat(unsafe.kind()).isEqualTo(Outcome.Kind.INVALID);
        assertThat(unsafe.detail()).contains("WriteFile");
    }

    @Test
    void anUploadThatBreaksOff_leavesNothing() {
        InputStream broken =
                new InputStream() {
                    private int left = 1000;

                    @Override
                    public int read() throws IOException {
                        if (left-- <= 0) {
                            throw new IOException("connection reset");
                        }
                        return 'x';
                    }
                };

        Outcome<VersionView> outcome = deployments.upload(OWNER, MODEL, null, broken);

        assertThat(((Outcome.Declined<?>) outcome).problem()).isEqualTo("archive-unreadable");
        assertThat(((Outcome.Declined<?>) outcome).detail()).contains("connection reset");
        nothingIsLeft();
    }

    @Test
    void whatTheRegistryRefuses_leavesNothing() throws IOException {
        registry.decline("version-taken");

        assertThat(declined(3L, zip("", GraphModel.identity(DataType.DT_FLOAT))).problem())
                .isEqualTo("version-taken");
    }

    @Test
    void aVersionIsInMemoryBeforeItIsDeployed() {
        registry.put("m@1", VersionState.APPROVED);

        Outcome<VersionView> outcome = deployments.deploy(OWNER, ModelRef.parse("m@1"), "go");

        done(outcome);
        assertThat(engine.loads()).containsExactly("sha256:1");
        assertThat(pool.isReady(ModelRef.parse("m@1"))).isTrue();
    }

    @Test
    void aVersionThatDoesNotLoad_changesNothing() {
        registry.put("m@1", VersionState.APPROVED);
        registry.put("m@2", VersionState.APPROVED);
        deployments.deploy(OWNER, ModelRef.parse("m@1"), null);
        engine.failToLoad("sha256:2", "It needs a kernel.");

        Outcome<VersionView> outcome = deployments.deploy(OWNER, ModelRef.parse("m@2"), null);

        Outcome.Declined<VersionView> declined = (Outcome.Declined<VersionView>) outcome;
        assertThat(declined.problem()).isEqualTo("model-load");
        assertThat(declined.detail()).isEqualTo("It needs a kernel.");
        assertThat(registry.moves()).containsExactly("deploy m@1");
        assertThat(pool.isReady(ModelRef.parse("m@1"))).isTrue();
        assertThat(pool.isReady(ModelRef.parse("m@2"))).isFalse();
    }

    @Test
    void aVersionThatIsNotApproved_isNotEvenLoaded() {
        registry.put("m@1", VersionState.DRAFT);
        registry.decline("wrong-state");

        Outcome<VersionView> outcome = deployments.deploy(OWNER, ModelRef.parse("m@1"), null);

        assertThat(((Outcome.Declined<?>) outcome).problem()).isEqualTo("wrong-state");
        assertThat(engine.loads()).isEmpty();
    }

    @Test
    void aDeploymentThatIsRefused_leavesNothingInMemory() {
        registry.put("m@1", VersionState.APPROVED);
        registry.decline("role-missing");

        deployments.deploy(OWNER, ModelRef.parse("m@1"), null);

        assertThat(engine.models()).hasSize(1).allMatch(FakeEngine.FakeModel::isClosed);
        assertThat(pool.isReady(ModelRef.parse("m@1"))).isFalse();
    }

    @Test
    void anUnknownVersion_isNotFound() {
        Outcome<VersionView> outcome = deployments.deploy(OWNER, ModelRef.parse("m@9"), null);

        assertThat(((Outcome.Declined<?>) outcome).kind()).isEqualTo(Outcome.Kind.NOT_FOUND);
    }

    @Test
    void aStoppedVersionIsLoadedAgainBeforeItResumes() {
        registry.put("m@1", VersionState.STOPPED);

        done(deployments.resume(OWNER, ModelRef.parse("m@1"), null));

        assertThat(engine.loads()).containsExactly("sha256:1");
        assertThat(pool.isReady(ModelRef.parse("m@1"))).isTrue();
    }

    @Test
    void aRollbackNeedsTheFormerChampionInMemory() {
        registry.put("m@1", VersionState.APPROVED);
        registry.put("m@2", VersionState.APPROVED);
        deployments.deploy(OWNER, ModelRef.parse("m@1"), null);
        deployments.deploy(OWNER, ModelRef.parse("m@2"), null);

        done(deployments.rollback(OWNER, ModelRef.parse("m@2"), null));

        assertThat(registry.moves()).endsWith("rollback m@2");
        assertThat(pool.isReady(ModelRef.parse("m@1"))).isTrue();
    }

    @Test
    void aRollbackToWhatDoesNotLoad_changesNothing() {
        engine.failToLoad("sha256:1", "files are gone");
        rollouts.deploy("m@1", "sha256:1");
        rollouts.deploy("m@2", "sha256:2");

        Outcome<VersionView> outcome = deployments.rollback(OWNER, ModelRef.parse("m@2"), null);

        assertThat(((Outcome.Declined<?>) outcome).detail()).isEqualTo("files are gone");
        assertThat(registry.moves()).isEmpty();
        assertThat(pool.isReady(ModelRef.parse("m@2"))).isTrue();
    }
}
