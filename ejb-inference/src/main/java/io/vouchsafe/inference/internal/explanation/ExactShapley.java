package io.vouchsafe.inference.internal.explanation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Shapley values by all coalitions (Shapley: A Value for n-Person Games, 1953): what each player
 * adds, averaged over all orders in which the players can come.
 */
final class ExactShapley {
    /** Players up to whom all coalitions are asked: 4,096. */
    static final int MOST_PLAYERS = 12;

    private ExactShapley() {}

    /** All but the empty and the full one, in the order of {@link #values}. */
    static List<BitSet> coalitions(int players) {
        List<BitSet> coalitions = new ArrayList<>();
        for (long members = 1; members < (1L << players) - 1; members++) {
            coalitions.add(BitSet.valueOf(new long[] {members}));
        }
        return coalitions;
    }

    /**
     * The players' values.
     *
     * @param worths of the {@link #coalitions}
     */
    static double[] values(int players, double empty, double[] worths, double full) {
        int last = (1 << players) - 1;
        double[] weights = weights(players);
        double[] values = new double[players];
        for (int members = 0; members < last; members++) {
            double worth = members == 0 ? empty : worths[members - 1];
            double weight = weights[Integer.bitCount(members)];
            for (int player = 0; player < players; player++) {
                int with = members | 1 << player;
                if (with != members) {
                    double more = with == last ? full : worths[with - 1];
                    values[player] += weight * (more - worth);
                }
            }
        }
        return values;
    }

    /** Share of the orders in which exactly {@code size} given players come before a player. */
    private static double[] weights(int players) {
        double[] weights = new double[Math.max(1, players)];
        weights[0] = 1.0 / Math.max(1, players);
        for (int size = 1; size < players; size++) {
            weights[size] = weights[size - 1] * size / (players - size);
        }
        return weights;
    }
}
