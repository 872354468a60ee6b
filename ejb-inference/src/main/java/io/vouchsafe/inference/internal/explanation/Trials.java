package io.vouchsafe.inference.internal.explanation;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.PerturbedRow;
import io.vouchsafe.privacy.PerturbedRow.Cells;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model what becomes of its answer when parts of a row are taken out. Explained is, per row,
 * the largest value of one output at the whole row. Many trials are one call, but never so many
 * that predictions would have to wait long behind them.
 */
final class Trials {
    /** Elements of all inputs together in one call. */
    private static final int ELEMENTS_PER_CALL = 1 << 20;

    private static final int ROWS_PER_CALL = 256;

    /** What the same row may differ by when other rows are beside it: rounding, and no more. */
    private static final double APART = 1e-3;

    private static final double ROUNDING = 1e-6;

    /**
     * What is asked.
     *
     * @param parts of the row
     * @param present those that stay
     */
    record Trial(int row, List<Part> parts, BitSet present) {}

    private final LoadedModel model;
    private final Signature signature;
    private final MaskedInput input;
    private final List<Payload> backgrounds;
    private final String output;
    private final Deadline deadline;
    private final int rows;
    private final int slots;
    private final boolean anyRows;
    private int classes;
    private int[] targets;
    private final double[] whole;
    private final double[] empty;
    private int evaluations;

    /** Asks for the whole rows and for those in which nothing is known. */
    Trials(
            LoadedModel model,
            Signature signature,
            MaskedInput input,
            CardSettings card,
            Deadline deadline) {
        this.model = model;
        this.signature = signature;
        this.input = input;
        this.backgrounds = Baselines.of(input.payload().tensors(), card);
        this.output = Outputs.chosen(signature, Outputs.floating(signature), card);
        this.deadline = deadline;
        this.rows = Outputs.rows(signature, input.payload().tensors());
        checkRows();
        this.anyRows = Outputs.takesAnyRows(signature);
        this.slots = anyRows ? rowsPerCall() : rows;
        this.targets = new int[0];
        this.whole = wholes();
        this.empty = empties();
    }

    /** Trials are rows of their own, so every input must have the rows. */
    private void checkRows() {
        for (Tensor tensor : input.payload().tensors().values()) {
            long own = tensor.shape().rank() == 0 ? 1 : tensor.shape().size(0);
            if (own != rows) {
                throw new ExplanationUnavailableException(LOG.explainRows(), null);
            }
        }
    }

    int rows() {
        return rows;
    }

    String output() {
        return output;
    }

    int backgrounds() {
        return backgrounds.size();
    }

    /** The background's rows; a part that is like all of them moves nothing. */
    List<Payload> background() {
        return backgrounds;
    }

    int target(int row) {
        return targets[row];
    }

    /** The explained value of the whole row. */
    double whole(int row) {
        return whole[row];
    }

    /** The explained value where nothing of the row is known. */
    double empty(int row) {
        return empty[row];
    }

    /** Rows the model was asked so far. */
    int evaluations() {
        return evaluations;
    }

    /** The explained value at each trial, averaged over the background. */
    double[] values(List<Trial> trials) {
        List<PerturbedRow> asked = new ArrayList<>(trials.size() * backgrounds.size());
        for (Trial trial : trials) {
            for (int background = 0; background < backgrounds.size(); background++) {
                asked.add(Part.without(trial.row(), background, trial.parts(), trial.present()));
            }
        }
        return averaged(asked);
    }

    private double[] averaged(List<PerturbedRow> asked) {
        return means(answers(asked), asked.size());
    }

    private double[] answers(List<PerturbedRow> asked) {
        double[] answers = new double[asked.size()];
        for (int from = 0; from < asked.size(); from += slots) {
            List<PerturbedRow> some = asked.subList(from, Math.min(asked.size(), from + slots));
            double[] classesOfRows = call(some);
            for (int i = 0; i < some.size(); i++) {
                answers[from + i] = classesOfRows[i * classes + targets[some.get(i).row()]];
            }
        }
        return answers;
    }

    private double[] means(double[] answers, int count) {
        double[] means = new double[count / backgrounds.size()];
        for (int i = 0; i < count; i++) {
            means[i / backgrounds.size()] += answers[i] / backgrounds.size();
        }
        return means;
    }

    private double[] wholes() {
        List<PerturbedRow> asked = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            asked.add(new PerturbedRow(row, 0, List.of(), List.of()));
        }
        double[] values = new double[rows];
        targets = new int[rows];
        for (int from = 0; from < rows; from += slots) {
            List<PerturbedRow> some = asked.subList(from, Math.min(rows, from + slots));
            double[] all = call(some);
            for (int i = 0; i < some.size(); i++) {
                int best = 0;
                for (int c = 1; c < classes; c++) {
                    if (all[i * classes + c] > all[i * classes + best]) {
                        best = c;
                    }
                }
                targets[from + i] = best;
                values[from + i] = all[i * classes + best];
            }
        }
        return values;
    }

    private double[] empties() {
        List<Cells> everything = new ArrayList<>();
        input.payload()
                .tensors()
                .forEach(
                        (name, tensor) -> {
                            int width = width(tensor);
                            if (!input.dropped().contains(name) && width > 0) {
                                everything.add(new Cells(name, List.of(0), width));
                            }
                        });
        List<PerturbedRow> asked = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int background = 0; background < backgrounds.size(); background++) {
                asked.add(new PerturbedRow(row, background, everything, List.of()));
            }
        }
        int count = asked.size();
        asked.add(new PerturbedRow(0, 0, List.of(), List.of())); // again, in other company
        double[] answers = answers(asked);
        double scale = Math.max(Math.abs(whole[0]), Math.abs(answers[0]));
        if (Math.abs(answers[count] - whole[0]) > APART * scale + ROUNDING) {
            throw new ExplanationUnavailableException(LOG.explainRowsMix(), null);
        }
        return means(answers, count);
    }

    /** Elements of one row. */
    int width(Tensor tensor) {
        return Math.toIntExact(tensor.shape().elements() / rows);
    }

    private int rowsPerCall() {
        long width = input.payload().tensors().values().stream().mapToLong(this::width).sum();
        return (int) Math.clamp(ELEMENTS_PER_CALL / Math.max(1, width), 1, ROWS_PER_CALL);
    }

    /** All classes of each row, row by row. */
    private double[] call(List<PerturbedRow> some) {
        List<PerturbedRow> asked = some;
        if (!anyRows && some.size() < slots) { // a model of fixed size gets what it wants
            asked = new ArrayList<>(some);
            asked.addAll(Collections.nCopies(slots - some.size(), some.get(0)));
        }
        deadline.check();
        evaluations += asked.size();
        Tensor answer;
        try {
            answer =
                    model.predict(
                                    signature,
                                    input.perturbed(asked, backgrounds),
                                    Set.of(output),
                                    deadline)
                            .tensors()
                            .get(output);
        } catch (PredictionFailedException failed) {
            if (failed.inputAtFault()) {
                throw new ExplanationUnavailableException(LOG.explainTrialRefused(), failed);
            }
            throw failed;
        }
        return checked(answer, asked.size());
    }

    private double[] checked(@Nullable Tensor answer, int asked) {
        if (!(answer instanceof Tensor.Numeric numbers) || !numbers.dataType().isFloating()) {
            throw new ExplanationUnavailableException(LOG.explainOutput(output), null);
        }
        long elements = numbers.shape().elements();
        boolean perRow =
                asked == 1 || (numbers.shape().rank() > 0 && numbers.shape().size(0) == asked);
        int perClass = Math.toIntExact(elements / asked);
        if (!perRow || elements == 0 || (classes != 0 && classes != perClass)) {
            throw new ExplanationUnavailableException(LOG.explainOutput(output), null);
        }
        classes = perClass;
        double[] values = Outputs.doubles(numbers);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new ExplanationUnavailableException(LOG.explainTrialNotFinite(), null);
            }
        }
        return values;
    }

    /** What a row is, for its seed: all of its inputs by name, as the model gets them. */
    Map<String, Tensor> inputs() {
        return new LinkedHashMap<>(input.payload().tensors());
    }
}
