package io.vouchsafe.inference.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.inference.LoadState;
import io.vouchsafe.inference.fakes.FakeEngine;
import io.vouchsafe.inference.fakes.FakeRollouts;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of 100 bytes each, in a memory of 250. */
class MemoryTest {
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(5));

    @TempDir Path files;

    private final FakeEngine engine = new FakeEngine();
    private final FakeRollouts rollouts = new FakeRollouts();
    private final ModelPool pool = new ModelPool(engine, this::folder, 250);

    private Path folder(String digest) throws IOException {
        Path folder = Files.createDirectories(files.resolve(digest));
        Files.write(folder.resolve("weights"), new byte[digest.startsWith("huge") ? 251 : 100]);
        return folder;
    }

    @BeforeEach
    void start() {
        pool.start(Runnable::run);
        rollouts.plan().onChange(pool::follow);
    }

    private boolean call(String ref) {
        DeployedVersion version = rollouts.plan().current().deployed().get(ModelRef.parse(ref));
        return pool.await(version, SOON).isPresent();
    }

    private LoadState.Stage stage(String ref) {
        return pool.state(ModelRef.parse(ref)).stage();
    }

    @Test
    void aVersionBesideTheChampion_isLoadedByItsFirstCall() {
        rollouts.deploy("m@1", "a").stage("m@2", "b");
        assertThat(engine.loads()).containsExactly("a");
        assertThat(stage("m@2")).isEqualTo(LoadState.Stage.UNLOADED);

        assertThat(call("m@2")).isTrue();

        assertThat(stage("m@2")).isEqualTo(LoadState.Stage.LOADED);
        assertThat(pool.memoryTaken()).isEqualTo(200);
        assertThat(pool.state(ModelRef.parse("m@2")).bytes()).isEqualTo(100);
    }

    @Test
    void theLeastRecentlyUsedBesideTheChampion_makesRoom() {
        rollouts.deploy("m@1", "a").stage("m@2", "b").stage("m@3", "c").stage("m@4", "d");
        call("m@2");
        call("m@3"); // drives out the second, the champion stays

        assertThat(stage("m@1")).isEqualTo(LoadState.Stage.LOADED);
        assertThat(stage("m@2")).isEqualTo(LoadState.Stage.UNLOADED);
        assertThat(engine.models().get(1).isClosed()).isTrue();
        call("m@2");
        assertThat(stage("m@3")).isEqualTo(LoadState.Stage.UNLOADED);
        assertThat(pool.memoryTaken()).isEqualTo(200);
    }

    @Test
    void aChampionGoesOnlyWhenNothingElseCan_andComesBackWhenCalled() {
        rollouts.deploy("m@1", "a").deploy("n@1", "b").deploy("o@1", "c");
        assertThat(stage("o@1")).as("not asked for").isEqualTo(LoadState.Stage.UNLOADED);
        call("m@1");
        call("n@1");

        assertThat(call("o@1")).isTrue();

        assertThat(stage("m@1")).as("least recently used").isEqualTo(LoadState.Stage.UNLOADED);
        assertThat(call("m@1")).isTrue();
        assertThat(stage("n@1")).isEqualTo(LoadState.Stage.UNLOADED);
    }

    @Test
    void canaryAndFormerChampion_areAtHandWithoutACall() {
        rollouts.deploy("m@1", "a").stage("m@2", "b");

        rollouts.rollout(
                "m",
                new Rollout(Map.of(), new Rollout.Share(ModelRef.parse("m@2"), 10), null, null));

        assertThat(stage("m@2")).isEqualTo(LoadState.Stage.LOADED);
    }

    @Test
    void whatNobodyAskedFor_drivesOutNothingOfItsRank() {
        rollouts.deploy("m@1", "a").deploy("n@1", "b");

        rollouts.deploy("o@1", "c");

        assertThat(stage("m@1")).isEqualTo(LoadState.Stage.LOADED);
        assertThat(stage("n@1")).isEqualTo(LoadState.Stage.LOADED);
        assertThat(engine.loads()).containsExactly("a", "b");
    }

    @Test
    void aNewChampion_drivesOutWhatRanksBelow() {
        rollouts.deploy("m@1", "a").stage("m@2", "b");
        call("m@2");

        rollouts.deploy("n@1", "c");

        assertThat(stage("n@1")).isEqualTo(LoadState.Stage.LOADED);
        assertThat(stage("m@2")).isEqualTo(LoadState.Stage.UNLOADED);
    }

    @Test
    void whatIsHeld_isNotDrivenOut() {
        Hold one = pool.hold(ModelRef.parse("m@1"), "a");
        Hold two = pool.hold(ModelRef.parse("m@2"), "b");

        assertThatThrownBy(() -> pool.hold(ModelRef.parse("m@3"), "c"))
                .isInstanceOf(ModelRejectedException.class)
                .hasMessageContaining("100 of the 250 bytes");

        assertThat(pool.isReady(ModelRef.parse("m@1"))).isTrue();
        one.release(rollouts.plan().current());
        two.release(rollouts.plan().current());
        assertThat(pool.memoryTaken()).isZero();
    }

    @Test
    void aModelThatNeverFits_drivesOutNobody_andSaysSo() {
        rollouts.deploy("m@1", "a").stage("m@2", "huge");

        assertThat(call("m@2")).isFalse();

        LoadState state = pool.state(ModelRef.parse("m@2"));
        assertThat(state.stage()).isEqualTo(LoadState.Stage.FAILED);
        assertThat(state.reason()).contains("251 bytes").contains("VOUCHSAFE_MODEL_MEMORY");
        assertThat(stage("m@1")).isEqualTo(LoadState.Stage.LOADED);
    }

    @Test
    void aLoadThatFails_givesItsMemoryBack_andLeavesTheChampion() {
        engine.failToLoad("b", "It needs a kernel.");
        rollouts.deploy("m@1", "a").stage("m@2", "b");

        assertThat(call("m@2")).isFalse();

        assertThat(pool.memoryTaken()).isEqualTo(100);
        assertThat(pool.state(ModelRef.parse("m@2")).reason()).isEqualTo("It needs a kernel.");
        assertThat(call("m@1")).isTrue();
    }

    @Test
    void aHoldThatFailed_staysToBeReadUntilALoadSucceeds() {
        engine.failToLoad("b", "It needs a kernel.");
        ModelRef ref = ModelRef.parse("m@2");
        assertThatThrownBy(() -> pool.hold(ref, "b")).isInstanceOf(ModelRejectedException.class);
        assertThat(pool.state(ref))
                .isEqualTo(new LoadState(LoadState.Stage.FAILED, "It needs a kernel.", 0));

        engine.heal("b");
        pool.hold(ref, "b");

        assertThat(pool.state(ref)).isEqualTo(new LoadState(LoadState.Stage.LOADED, null, 100));
    }

    @Test
    void unloadedMemory_isFreeAgain() {
        rollouts.deploy("m@1", "a").deploy("n@1", "b");

        rollouts.stop("m@1");

        assertThat(pool.memoryTaken()).isEqualTo(100);
    }

    @Test
    void aCallWaitsForItsModel_andNoLongerThanItsDeadline() throws Exception {
        Deque<Runnable> background = new ArrayDeque<>();
        ModelPool slow = new ModelPool(engine, this::folder, 250);
        slow.start(background::add);
        background.remove().run(); // the self-check
        DeployedVersion version =
                rollouts.deploy("m@1", "a").plan().current().deployed().get(ModelRef.parse("m@1"));

        assertThat(slow.await(version, Deadline.in(Duration.ofMillis(20)))).isEmpty();

        try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Future<Boolean> waiting =
                    caller.submit(
                            () ->
                                    slow.await(version, Deadline.in(Duration.ofSeconds(20)))
                                            .isPresent());
            background.remove().run();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
