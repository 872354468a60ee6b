package io.vouchsafe.training.internal.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Labelled rows, by column.
 *
 * @param numbers column to values
 * @param texts column to values
 * @param labels index of each row's class
 */
public record Examples(Map<String, float[]> numbers, Map<String, String[]> texts, int[] labels) {
    public int rows() {
        return labels.length;
    }

    /** Values of a numeric column; {@link IllegalArgumentException} when there is none. */
    public float[] number(String column) {
        return present(column, numbers.get(column));
    }

    /** Values of a text column; {@link IllegalArgumentException} when there is none. */
    public String[] text(String column) {
        return present(column, texts.get(column));
    }

    private static <T> T present(String column, @Nullable T values) {
        if (values == null) {
            throw new IllegalArgumentException("No such column: " + column);
        }
        return values;
    }

    /** The rows {@code picked}, in that order. */
    public Examples pick(int[] picked) {
        Map<String, float[]> pickedNumbers = new LinkedHashMap<>();
        numbers.forEach(
                (name, values) -> {
                    float[] column = new float[picked.length];
                    for (int i = 0; i < picked.length; i++) {
                        column[i] = values[picked[i]];
                    }
                    pickedNumbers.put(name, column);
                });
        Map<String, String[]> pickedTexts = new LinkedHashMap<>();
        texts.forEach(
                (name, values) -> {
                    String[] column = new String[picked.length];
                    for (int i = 0; i < picked.length; i++) {
                        column[i] = values[picked[i]];
                    }
                    pickedTexts.put(name, column);
                });
        int[] pickedLabels = new int[picked.length];
        for (int i = 0; i < picked.length; i++) {
            pickedLabels[i] = labels[picked[i]];
        }
        return new Examples(pickedNumbers, pickedTexts, pickedLabels);
    }

    /** All row numbers in random order (Fisher and Yates). */
    public int[] shuffled(RandomGenerator random) {
        int[] order = new int[rows()];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
