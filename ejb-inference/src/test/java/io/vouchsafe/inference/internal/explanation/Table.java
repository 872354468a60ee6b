package io.vouchsafe.inference.internal.explanation;

import java.util.BitSet;
import java.util.List;

/** Worth of each coalition, by its members' bits; of none it may be anything. */
record Table(int players, double[] worths) {
    double empty() {
        return worths[0];
    }

    double full() {
        return worths[worths.length - 1];
    }

    double[] of(List<BitSet> coalitions) {
        return coalitions.stream()
                .mapToDouble(
                        members -> worths[members.isEmpty() ? 0 : (int) members.toLongArray()[0]])
                .toArray();
    }

    double[] exact() {
        return ExactShapley.values(players, empty(), of(ExactShapley.coalitions(players)), full());
    }

    /** Of one block of samples. */
    PermutationShapley.Estimate roughly(long seed) {
        return new PermutationShapley(players, this::of, empty(), full(), seed)
                .estimate(() -> true);
    }

    PermutationShapley.Estimate estimate(long seed) {
        return new PermutationShapley(players, this::of, empty(), full(), seed)
                .estimate(() -> false);
    }
}
