package io.vouchsafe.privacy;

import java.util.List;

/**
 * One row of a masked input with some of it taken out. It can say only where; what comes in its
 * place is a background's, so nothing can enter that a policy has not passed.
 *
 * @param row of the masked input
 * @param background which of the backgrounds stands in for what is replaced
 * @param replaced elements that become the background's
 * @param cut parts of byte strings that are left out; of one element in ascending order, apart from
 *     each other
 */
public record PerturbedRow(int row, int background, List<Cells> replaced, List<Cut> cut) {
    public PerturbedRow {
        replaced = List.copyOf(replaced);
        cut = List.copyOf(cut);
    }

    /**
     * Elements of one input, counted within the row.
     *
     * @param starts first element of each run
     * @param run how many elements each run has
     */
    public record Cells(String input, List<Integer> starts, int run) {
        public Cells {
            starts = List.copyOf(starts);
        }
    }

    /**
     * A part of one byte string.
     *
     * @param element counted within the row
     * @param from first byte left out
     * @param to first byte that stays again
     */
    public record Cut(String input, int element, int from, int to) {
        public Cut {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("A cut from %d to %d".formatted(from, to));
            }
        }
    }
}
