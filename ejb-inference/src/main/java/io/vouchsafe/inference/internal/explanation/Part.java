package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.privacy.PerturbedRow;
import io.vouchsafe.privacy.PerturbedRow.Cells;
import io.vouchsafe.privacy.PerturbedRow.Cut;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Something of a row that can be taken out: a feature, a word, a field of an image.
 *
 * @param input that it belongs to; of a group the first
 */
record Part(String name, String input, List<Cells> cells, List<Cut> cuts) {
    /** In the order in which cuts of one text are made. */
    private static final Comparator<Cut> IN_TEXT =
            Comparator.comparing(Cut::input)
                    .thenComparingInt(Cut::element)
                    .thenComparingInt(Cut::from);

    static Part of(String name, Cells cells) {
        return new Part(name, cells.input(), List.of(cells), List.of());
    }

    static Part of(String name, Cut cut) {
        return new Part(name, cut.input(), List.of(), List.of(cut));
    }

    /** The row without the parts that are not {@code present}. */
    static PerturbedRow without(int row, int background, List<Part> parts, BitSet present) {
        List<Cells> cells = new ArrayList<>();
        List<Cut> cuts = new ArrayList<>();
        for (int i = present.nextClearBit(0); i < parts.size(); i = present.nextClearBit(i + 1)) {
            cells.addAll(parts.get(i).cells());
            cuts.addAll(parts.get(i).cuts());
        }
        cuts.sort(IN_TEXT);
        return new PerturbedRow(row, background, cells, cuts);
    }
}
