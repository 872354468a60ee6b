package io.vouchsafe.privacy.internal.engine;

import io.vouchsafe.kernel.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs text rules over all elements of one tensor. Elements are read as UTF-8, malformed bytes as
 * U+FFFD; an element that no rule changes keeps its very bytes.
 */
final class TextPass {
    private TextPass() {}

    /** The same tensor when nothing was changed. */
    static Tensor.Bytes rewrite(
            String name, Tensor.Bytes tensor, List<CompiledRule> rules, Report report) {
        byte[][] elements = tensor.elements();
        if (elements.length == 0) {
            return tensor;
        }
        int perRow = Math.toIntExact(elements.length / Tensors.rows(tensor.shape()));
        byte[] @Nullable [] changed = null;
        long[] rows = new long[rules.size()];
        int[] lastRow = new int[rules.size()];
        for (int i = 0; i < elements.length; i++) {
            String before = tensor.text(i);
            String text = before;
            for (int rule = 0; rule < rules.size(); rule++) {
                String after = rules.get(rule).rewrite(text);
                if (after.equals(text)) {
                    continue;
                }
                text = after;
                int row = i / perRow + 1;
                if (lastRow[rule] != row) {
                    lastRow[rule] = row;
                    rows[rule]++;
                }
            }
            if (!text.equals(before)) {
                changed = changed == null ? elements.clone() : changed;
                changed[i] = text.getBytes(StandardCharsets.UTF_8);
            }
        }
        for (int rule = 0; rule < rules.size(); rule++) {
            report.add(rules.get(rule).operator(), name, rows[rule]);
        }
        return changed == null ? tensor : new Tensor.Bytes(tensor.shape(), changed);
    }
}
