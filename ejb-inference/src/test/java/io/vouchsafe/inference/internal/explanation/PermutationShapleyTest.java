package io.vouchsafe.inference.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.inference.spi.Explanation.Stop;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How exact an estimate is, and that it says so. */
class PermutationShapleyTest {
    /** An estimate says how far off it may be, and keeps its word in 19 of 20 cases. */
    @Test
    void intervals_holdTheTruthAsOftenAsTheySay() {
        Random random = new Random(20);
        int held = 0;
        int all = 0;
        for (int i = 0; i < 150; i++) {
            double[] worths = new double[1 << 6];
            for (int members = 0; members < worths.length; members++) {
                worths[members] = random.nextGaussian();
            }
            Table game = new Table(6, worths);
            double[] exact = game.exact();
            PermutationShapley.Estimate estimate = game.estimate(i);
            for (int player = 0; player < 6; player++) {
                double off = Math.abs(estimate.values()[player] - exact[player]);
                held += off <= estimate.halfWidths()[player] + 1e-12 ? 1 : 0;
                all++;
            }
        }

        assertThat((double) held / all).isBetween(0.92, 0.99);
    }

    @Test
    void anAdditiveGame_isPreciseAtOnce() {
        double[] worths = new double[1 << 6];
        for (int members = 0; members < worths.length; members++) {
            for (int player = 0; player < 6; player++) {
                worths[members] += (members >> player & 1) * (player + 1);
            }
        }

        PermutationShapley.Estimate estimate = new Table(6, worths).estimate(1);

        assertThat(estimate.stopped()).isEqualTo(Stop.PRECISE);
        assertThat(estimate.samples()).isEqualTo(2 * PermutationShapley.BLOCK);
        assertThat(estimate.values())
                .containsExactly(new double[] {1, 2, 3, 4, 5, 6}, within(1e-9));
    }

    /** Players who only count in pairs are what the reversed order is for. */
    @Test
    void aGameOfPairs_isPreciseAtOnce_becauseEachOrderIsTakenBackwardsToo() {
        double[] worths = new double[1 << 6];
        for (int members = 0; members < worths.length; members++) {
            int count = Integer.bitCount(members);
            worths[members] = count * (count - 1) / 2.0;
        }

        PermutationShapley.Estimate estimate = new Table(6, worths).estimate(1);

        assertThat(estimate.stopped()).isEqualTo(Stop.PRECISE);
        assertThat(estimate.values()).containsOnly(new double[] {2.5}, within(1e-9));
    }

    @Test
    void aGameOfChance_endsAtTheLimit() {
        Random random = new Random(5);
        double[] worths = new double[1 << 7];
        for (int members = 0; members < worths.length; members++) {
            worths[members] = random.nextGaussian();
        }

        PermutationShapley.Estimate estimate = new Table(7, worths).estimate(1);

        assertThat(estimate.stopped()).isEqualTo(Stop.LIMIT);
        assertThat(estimate.samples()).isEqualTo(PermutationShapley.MOST_SAMPLES);
    }

    @Test
    void whoIsLate_stopsAfterABlockAndSaysSo() {
        PermutationShapley.Estimate estimate =
                new Table(3, new double[] {0, 1, 5, 2, 8, 3, 1, 9}).roughly(3);

        assertThat(estimate.stopped()).isEqualTo(Stop.DEADLINE);
        assertThat(estimate.samples()).isEqualTo(PermutationShapley.BLOCK);
        assertThat(estimate.halfWidths()[0]).isPositive();
    }

    @Test
    void withoutPlayers_thereIsNothingToShare() {
        assertThat(ExactShapley.coalitions(0)).isEmpty();
        assertThat(ExactShapley.values(0, 3, new double[0], 3)).isEmpty();
    }
}
