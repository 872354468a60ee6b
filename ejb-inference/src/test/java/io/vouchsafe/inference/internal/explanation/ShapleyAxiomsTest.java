package io.vouchsafe.inference.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The four axioms that Shapley's value alone fulfils, over any games. */
class ShapleyAxiomsTest {
    @Provide
    Arbitrary<Table> games() {
        return Arbitraries.integers()
                .between(1, 7)
                .flatMap(
                        players ->
                                Arbitraries.doubles()
                                        .between(-100, 100)
                                        .array(double[].class)
                                        .ofSize(1 << players)
                                        .map(worths -> new Table(players, worths)));
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    @Property(tries = 300)
    void efficiency_allIsShared(@ForAll("games") Table game, @ForAll long seed) {
        double change = game.full() - game.empty();

        assertThat(sum(game.exact())).isCloseTo(change, within(1e-9));
        assertThat(sum(game.roughly(seed).values())).isCloseTo(change, within(1e-9));
    }

    /** Two players that add the same to every coalition get the same. */
    @Property(tries = 300)
    void symmetry_equalsGetEqually(@ForAll("games") Table game) {
        if (game.players() < 2) {
            return;
        }
        double[] worths = game.worths().clone();
        for (int members = 0; members < worths.length; members++) {
            int swapped = members & ~3 | (members & 1) << 1 | (members & 2) >> 1;
            worths[Math.max(members, swapped)] = worths[Math.min(members, swapped)];
        }

        double[] values = new Table(game.players(), worths).exact();

        assertThat(values[0]).isCloseTo(values[1], within(1e-9));
    }

    @Property(tries = 300)
    void dummy_whoAddsNothingGetsNothing(@ForAll("games") Table game, @ForAll long seed) {
        int dummy = game.players() - 1;
        double[] worths = game.worths().clone();
        for (int members = 0; members < worths.length; members++) {
            worths[members] = worths[members & ~(1 << dummy)];
        }
        Table without = new Table(game.players(), worths);

        assertThat(without.exact()[dummy]).isCloseTo(0, within(1e-9));
        assertThat(without.roughly(seed).values()[dummy]).isZero();
        assertThat(without.roughly(seed).halfWidths()[dummy]).isZero();
    }

    @Property(tries = 300)
    void additivity_ofTwoGamesTogetherEachGetsBoth(
            @ForAll("games") Table game, @ForAll long seed, @ForAll long other) {
        Random random = new Random(other);
        double[] second = game.worths().clone();
        double[] both = game.worths().clone();
        for (int i = 0; i < both.length; i++) {
            second[i] = random.nextGaussian() * 10;
            both[i] += second[i];
        }
        Table one = new Table(game.players(), second);
        Table together = new Table(game.players(), both);

        for (int player = 0; player < game.players(); player++) {
            assertThat(together.exact()[player])
                    .isCloseTo(game.exact()[player] + one.exact()[player], within(1e-9));
            assertThat(together.roughly(seed).values()[player])
                    .isCloseTo(
                            game.roughly(seed).values()[player]
                                    + one.roughly(seed).values()[player],
                            within(1e-9));
        }
    }
}
