package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.inference.spi.Explanation.Stop;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Shapley values estimated from random orders of the players (Castro, Gómez, Tejada: Polynomial
 * calculation of the Shapley value based on sampling, 2009). A sample is an order and its reverse
 * (antithetic; Mitchell, Cooper, Frank, Holmes: Sampling Permutations for Shapley Value Estimation,
 * 2022), so that pairs of players that act together err less. Each order shares out the whole
 * difference, so the sum is always exact and only its division is estimated.
 */
final class PermutationShapley {
    /** Samples asked together; the deadline is looked at between two of these. */
    static final int BLOCK = 4;

    /** Samples at most. */
    static final int MOST_SAMPLES = 512;

    /** Width of the intervals, relative to the largest value, at which sampling ends. */
    static final double TOLERANCE = 0.01;

    /** Rounding of a model that computes in single precision. */
    private static final double ROUNDING = 1e-6;

    /**
     * 97.5 % quantiles of Student's t with {@code BLOCK · 2^i − 1} degrees of freedom, from tables.
     */
    private static final double[] QUANTILES = {
        3.1824, 2.3646, 2.1314, 2.0395, 1.9983, 1.9791, 1.9695, 1.9648
    };

    /** What coalitions of players are worth. */
    interface Game {
        double[] worths(List<BitSet> coalitions);
    }

    /**
     * An estimate.
     *
     * @param halfWidths of the 95 % confidence intervals
     */
    record Estimate(double[] values, double[] halfWidths, int samples, Stop stopped) {}

    private final int players;
    private final Game game;
    private final double empty;
    private final double full;
    private final SplittableRandom random;
    private final double[] means;
    private final double[] squares;
    private int samples;

    PermutationShapley(int players, Game game, double empty, double full, long seed) {
        this.players = players;
        this.game = game;
        this.empty = empty;
        this.full = full;
        this.random = new SplittableRandom(seed);
        this.means = new double[players];
        this.squares = new double[players];
    }

    /**
     * Samples until it is precise, or there are enough, or it is late. It looks whether it is
     * precise only when the samples have doubled: who looks all the time stops by luck.
     */
    Estimate estimate(BooleanSupplier late) {
        int look = 2 * BLOCK;
        while (true) {
            block();
            if (samples == look) {
                if (isPrecise()) {
                    return estimate(Stop.PRECISE);
                }
                look *= 2;
            }
            if (samples >= MOST_SAMPLES) {
                return estimate(Stop.LIMIT);
            }
            if (late.getAsBoolean()) {
                return estimate(Stop.DEADLINE);
            }
        }
    }

    private void block() {
        List<int[]> orders = new ArrayList<>();
        List<BitSet> asked = new ArrayList<>();
        for (int i = 0; i < BLOCK; i++) {
            int[] order = shuffled();
            int[] reverse = new int[players];
            for (int place = 0; place < players; place++) {
                reverse[place] = order[players - 1 - place];
            }
            orders.add(order);
            orders.add(reverse);
        }
        for (int[] order : orders) {
            BitSet present = new BitSet(players);
            for (int place = 0; place < players - 1; place++) {
                present.set(order[place]);
                asked.add((BitSet) present.clone());
            }
        }
        double[] worths = game.worths(asked);
        for (int i = 0; i < BLOCK; i++) {
            double[] pair = new double[players];
            add(pair, orders.get(2 * i), worths, 2 * i);
            add(pair, orders.get(2 * i + 1), worths, 2 * i + 1);
            learn(pair);
        }
    }

    private int[] shuffled() {
        int[] order = new int[players];
        for (int i = 0; i < players; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Half of what each player adds when they come in this order. */
    private void add(double[] pair, int[] order, double[] worths, int number) {
        double before = empty;
        for (int place = 0; place < players; place++) {
            double after = place == players - 1 ? full : worths[number * (players - 1) + place];
            pair[order[place]] += (after - before) / 2;
            before = after;
        }
    }

    /** Mean and sum of squared deviations, by Welford's way. */
    private void learn(double[] sample) {
        samples++;
        for (int player = 0; player < players; player++) {
            double off = sample[player] - means[player];
            means[player] += off / samples;
            squares[player] += off * (sample[player] - means[player]);
        }
    }

    private boolean isPrecise() {
        double largest = Math.abs(full - empty);
        for (double mean : means) {
            largest = Math.max(largest, Math.abs(mean));
        }
        double rounding = ROUNDING * Math.max(Math.abs(full), Math.abs(empty));
        for (double width : halfWidths()) {
            if (width > TOLERANCE * largest + rounding) {
                return false;
            }
        }
        return true;
    }

    private double[] halfWidths() {
        double quantile = quantile();
        double[] widths = new double[players];
        for (int player = 0; player < players; player++) {
            double variance = squares[player] / (samples - 1);
            widths[player] = quantile * Math.sqrt(variance / samples);
        }
        return widths;
    }

    /** Of the table's next smaller number of samples, which errs on the wide side. */
    private double quantile() {
        int doublings = 31 - Integer.numberOfLeadingZeros(samples / BLOCK);
        return QUANTILES[Math.min(doublings, QUANTILES.length - 1)];
    }

    private Estimate estimate(Stop stopped) {
        return new Estimate(means.clone(), halfWidths(), samples, stopped);
    }
}
