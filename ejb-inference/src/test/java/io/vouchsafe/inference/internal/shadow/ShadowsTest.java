package io.vouchsafe.inference.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.inference.fakes.FakeEngine;
import io.vouchsafe.inference.fakes.FakeReleases;
import io.vouchsafe.inference.fakes.FakeRollouts;
import io.vouchsafe.inference.internal.deployment.ModelPool;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShadowsTest {
    private final FakeEngine engine = new FakeEngine();
    private final FakeRollouts rollouts = new FakeRollouts();
    private final FakeReleases releases = new FakeReleases(rollouts);
    private final ModelPool pool = new ModelPool(engine, Path::of, Long.MAX_VALUE);
    private final Shadows shadows = new Shadows(pool, releases);
    private final Deque<Runnable> background = new ArrayDeque<>();

    @BeforeEach
    void aChampionAndAShadow() {
        rollouts.deploy("m@1", "a").stage("m@2", "b");
        pool.start(Runnable::run);
        pool.follow(rollouts.plan().current());
        pool.ready(version("m@2"));
        shadows.start(background::add);
    }

    private DeployedVersion version(String ref) {
        return rollouts.plan().current().deployed().get(ModelRef.parse(ref));
    }

    private static Payload input(int rows) {
        return new Payload(
                Map.of(
                        "x", Tensor.floats(Shape.of(rows, 2), new float[rows * 2]),
                        "name", Tensor.strings(Shape.of(1), "masked")));
    }

    private void copy(Payload input, float answered) {
        shadows.copy(
                version("m@1"),
                version("m@2"),
                FakeEngine.SIGNATURE,
                MaskedInput.insecureUnmasked(input),
                new Payload(Map.of("sum", Tensor.floats(Shape.of(1), answered))));
    }

    private Comparison counted() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
        shadows.writeCounted();
        assertThat(releases.counted()).hasSize(1);
        return releases.counted().getFirst();
    }

    @Test
    void aCopy_isComputedLater_onWhatWasMasked_andCompared() {
        copy(input(1), 0.5f);
        assertThat(engine.models().get(1).inputs()).as("not on the client's time").isEmpty();

        Comparison counted = counted();

        assertThat(engine.models().get(1).inputs()).hasSize(1);
        assertThat(counted.shadow()).isEqualTo(ModelRef.parse("m@2"));
        assertThat(counted.champion()).isEqualTo(ModelRef.parse("m@1"));
        assertThat(counted.compared()).isEqualTo(1);
        assertThat(counted.maxDifference()).isEqualTo(0.5);
    }

    @Test
    void withoutShadow_nothingHappens() {
        shadows.copy(
                version("m@1"),
                null,
                FakeEngine.SIGNATURE,
                MaskedInput.insecureUnmasked(input(1)),
                input(1));
        shadows.writeCounted();

        assertThat(background).isEmpty();
        assertThat(releases.counted()).isEmpty();
    }

    @Test
    void moreCopiesThanMayWait_areDroppedAndCounted() {
        for (int i = 0; i < Shadows.MOST_COPIES + 10; i++) {
            copy(input(1), 0);
        }

        Comparison counted = counted();

        assertThat(counted.compared()).isEqualTo(Shadows.MOST_COPIES);
        assertThat(counted.dropped()).isEqualTo(10);
    }

    @Test
    void aCopyThatIsTooLarge_isDropped() {
        copy(input((int) (Shadows.MOST_BYTES / 8)), 0);

        assertThat(counted().dropped()).isEqualTo(1);
        copy(input(1), 0);
        assertThat(background).as("and leaves the room to others").hasSize(1);
    }

    @Test
    void aShadowThatFails_isCounted_andConcernsNobody() {
        engine.answerBy(
                payload -> {
                    throw new PredictionFailedException(false, "broken", null);
                });
        copy(input(1), 0);

        Comparison counted = counted();

        assertThat(counted.failed()).isEqualTo(1);
        assertThat(counted.compared()).isZero();
    }

    @Test
    void anAnswerOfAnotherShape_isAFailure() {
        copy(input(2), 0); // two sums, compared with one

        assertThat(counted().failed()).isEqualTo(1);
    }

    @Test
    void aServerThatIsBusy_dropsThem() {
        shadows.start(
                task -> {
                    throw new RejectedExecutionException("full");
                });

        copy(input(1), 0);

        assertThat(counted().dropped()).isEqualTo(1);
    }

    @Test
    void countsThatCannotBeWritten_areKept() {
        copy(input(1), 0.25f);
        background.poll().run();
        releases.failWith(new IllegalStateException("the database is away"));
        shadows.writeCounted();
        copy(input(1), 0.5f);
        releases.failWith(null);

        Comparison counted = counted();

        assertThat(counted.compared()).isEqualTo(2);
        assertThat(counted.maxDifference()).isEqualTo(0.5);
    }
}
