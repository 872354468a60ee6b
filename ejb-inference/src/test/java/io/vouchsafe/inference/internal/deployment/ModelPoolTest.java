package io.vouchsafe.inference.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.inference.fakes.FakeEngine;
import io.vouchsafe.inference.fakes.FakeRollouts;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.ModelRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class ModelPoolTest {
    private final FakeEngine engine = new FakeEngine();
    private final FakeRollouts rollouts = new FakeRollouts();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final ModelPool pool = new ModelPool(engine, Path::of);

    private void start() {
        pool.start(background::add);
        rollouts.plan().onChange(pool::follow);
    }

    /** Lets everything happen that was put off. */
    private void work() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    private DeployedVersion version(String ref) {
        return rollouts.plan().current().deployed().get(ModelRef.parse(ref));
    }

    @Test
    void whatIsDeployedAtTheStart_isLoadedInTheBackground() {
        rollouts.deploy("m@1", "sha256:a").deploy("n@1", "sha256:b");

        start();

        assertThat(pool.ready(version("m@1"))).isEmpty();
        assertThat(pool.isReady(ModelRef.parse("m@1"))).isFalse();
        work();
        assertThat(pool.ready(version("m@1"))).isPresent();
        assertThat(pool.isReady(ModelRef.parse("n@1"))).isTrue();
        assertThat(engine.loads()).containsExactlyInAnyOrder("sha256:a", "sha256:b");
    }

    @Test
    void nothingIsLoadedBeforeTheEngineIsSound() {
        engine.unsound(new IllegalStateException("2 + 2 = 5"));
        rollouts.deploy("m@1", "sha256:a");

        start();
        work();

        assertThat(pool.engineIsSound()).isFalse();
        assertThat(pool.ready(version("m@1"))).isEmpty();
        assertThat(engine.loads()).isEmpty();
    }

    @Test
    void aVersionThatIsNoLongerDeployed_isUnloaded() {
        rollouts.deploy("m@1", "sha256:a");
        start();
        work();

        rollouts.stop("m@1");
        work();

        assertThat(engine.models().get(0).isClosed()).isTrue();
        assertThat(pool.isReady(ModelRef.parse("m@1"))).isFalse();
    }

    @Test
    void aVersionStoppedWhileItLoads_isUnloadedWhenItIsLoaded() {
        rollouts.deploy("m@1", "sha256:a");
        start();

        rollouts.stop("m@1");
        work();

        assertThat(engine.models()).allMatch(FakeEngine.FakeModel::isClosed);
        assertThat(pool.isReady(ModelRef.parse("m@1"))).isFalse();
    }

    @Test
    void otherFilesUnderTheSameNumber_areLoadedAnew() {
        rollouts.deploy("m@1", "sha256:a");
        start();
        work();

        rollouts.deploy("m@1", "sha256:b");
        work();

        assertThat(engine.loads()).containsExactly("sha256:a", "sha256:b");
        assertThat(engine.models().get(0).isClosed()).isTrue();
        assertThat(engine.models().get(1).isClosed()).isFalse();
    }

    @Test
    void aFailedLoad_isNotTriedAgainAtOnce() {
        engine.failToLoad("sha256:a", "broken");
        rollouts.deploy("m@1", "sha256:a");
        start();
        work();

        assertThat(pool.ready(version("m@1"))).isEmpty();
        assertThat(pool.ready(version("m@1"))).isEmpty();
        work();

        assertThat(engine.loads()).hasSize(1);
    }

    @Test
    void filesThatCannotBeFetched_areAReason() {
        ModelPool without =
                new ModelPool(
                        engine,
                        digest -> {
                            throw new IOException("the database is away");
                        });
        without.start(Runnable::run);

        assertThatThrownBy(() -> without.hold(ModelRef.parse("m@1"), "sha256:a"))
                .isInstanceOf(ModelRejectedException.class)
                .hasMessageContaining("the database is away");
    }

    @Test
    void aHeldModel_staysUntilItIsDecided() {
        pool.start(Runnable::run);
        rollouts.plan().onChange(pool::follow);
        ModelRef ref = ModelRef.parse("m@2");

        pool.hold(ref, "sha256:new");
        rollouts.deploy("other@1", "sha256:other");
        boolean duringDecision = pool.isReady(ref);
        pool.release(ref, rollouts.plan().current());

        assertThat(duringDecision).isTrue();
        assertThat(pool.isReady(ref)).isFalse();
        assertThat(engine.models().get(0).isClosed()).isTrue();
    }

    @Test
    void aHeldModelThatGoesLive_isTheOneThatAnswers() {
        pool.start(Runnable::run);
        rollouts.plan().onChange(pool::follow);
        ModelRef ref = ModelRef.parse("m@2");

        pool.hold(ref, "sha256:new");
        rollouts.deploy("m@2", "sha256:new");
        pool.release(ref, rollouts.plan().current());

        assertThat(pool.ready(version("m@2"))).containsSame(engine.models().get(0));
        assertThat(engine.loads()).hasSize(1);
    }

    @Test
    void aHoldThatFails_holdsNothingAndMayBeTriedAgain() {
        pool.start(Runnable::run);
        engine.failToLoad("sha256:new", "no kernel");
        ModelRef ref = ModelRef.parse("m@2");

        assertThatThrownBy(() -> pool.hold(ref, "sha256:new"))
                .isInstanceOf(ModelRejectedException.class)
                .hasMessage("no kernel");
        engine.heal("sha256:new");
        pool.hold(ref, "sha256:new");

        assertThat(pool.isReady(ref)).isTrue();
    }

    @Test
    void theEndUnloadsEverything() {
        rollouts.deploy("m@1", "sha256:a").deploy("n@1", "sha256:b");
        start();
        work();

        pool.close();

        assertThat(engine.models()).hasSize(2).allMatch(FakeEngine.FakeModel::isClosed);
    }

    @Test
    void aModelThatLoadsAfterTheEnd_isUnloadedAtOnce() {
        rollouts.deploy("m@1", "sha256:a");
        start();
        background.poll().run(); // the self-check; the load follows

        pool.close();
        work();

        assertThat(engine.models()).allMatch(FakeEngine.FakeModel::isClosed);
    }
}
