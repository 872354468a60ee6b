package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.internal.explanation.Trials.Trial;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shapley values of the features of a row (Lundberg, Lee: A Unified Approach to Interpreting Model
 * Predictions, 2017), where a feature that is absent has the values of the card's background. Up to
 * {@value ExactShapley#MOST_PLAYERS} features that differ from the background they are exact;
 * beyond they are estimated and say how well.
 */
@ApplicationScoped
public class ShapleyExplainer implements Explainer {
    /** The method's name. */
    public static final String METHOD = "shapley";

    /** Trials that are made together, over several rows. */
    private static final int TOGETHER = 1 << 13;

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public boolean supports(LoadedModel model, Signature signature) {
        return !signature.inputs().isEmpty()
                && !Outputs.floating(signature).isEmpty()
                && width(signature) <= Features.MOST;
    }

    /** Elements of a row as far as the signature says. */
    private static long width(Signature signature) {
        long width = 0;
        for (TensorSpec spec : signature.inputs()) {
            Shape shape = spec.shape();
            long one = 1;
            for (int i = 1; shape != null && i < shape.rank(); i++) {
                one *= Math.max(1, Math.min(Features.MOST + 1, shape.size(i)));
                one = Math.min(one, Features.MOST + 1);
            }
            width += one;
        }
        return width;
    }

    @Override
    public Explanation explain(
            LoadedModel model,
            Signature signature,
            MaskedInput input,
            CardSettings card,
            Deadline deadline) {
        Pace pace = new Pace(deadline);
        Trials trials = new Trials(model, signature, input, card, deadline);
        List<Part> features = Features.of(signature, input, trials.rows(), card);
        Explanation.Row[] rows = new Explanation.Row[trials.rows()];
        List<Integer> large = new ArrayList<>();
        Map<Integer, List<Part>> moving = new LinkedHashMap<>();
        for (int row = 0; row < rows.length; row++) {
            List<Part> players =
                    Features.moving(features, trials.inputs(), row, trials.background());
            moving.put(row, players);
            if (players.size() > ExactShapley.MOST_PLAYERS) {
                large.add(row);
            }
        }
        exact(trials, features, moving, rows);
        for (int i = 0; i < large.size(); i++) {
            int row = large.get(i);
            pace.share(large.size() - i);
            rows[row] =
                    sampled(trials, features, Objects.requireNonNull(moving.get(row)), row, pace);
        }
        return new Explanation(
                METHOD,
                trials.output(),
                0,
                Map.of(
                        "backgrounds",
                        (double) trials.backgrounds(),
                        "confidence",
                        0.95,
                        "tolerance",
                        PermutationShapley.TOLERANCE),
                Arrays.asList(rows));
    }

    /** The rows with few players, many of them in one go. */
    private static void exact(
            Trials trials,
            List<Part> features,
            Map<Integer, List<Part>> moving,
            Explanation.Row[] rows) {
        List<Integer> waiting = new ArrayList<>();
        List<Trial> asked = new ArrayList<>();
        for (Map.Entry<Integer, List<Part>> entry : moving.entrySet()) {
            List<Part> players = entry.getValue();
            if (players.size() > ExactShapley.MOST_PLAYERS) {
                continue;
            }
            int row = entry.getKey();
            ExactShapley.coalitions(players.size())
                    .forEach(present -> asked.add(new Trial(row, players, present)));
            waiting.add(row);
            if (asked.size() >= TOGETHER) {
                answer(trials, features, moving, waiting, asked, rows);
            }
        }
        answer(trials, features, moving, waiting, asked, rows);
    }

    private static void answer(
            Trials trials,
            List<Part> features,
            Map<Integer, List<Part>> moving,
            List<Integer> waiting,
            List<Trial> asked,
            Explanation.Row[] rows) {
        double[] worths = trials.values(asked);
        int from = 0;
        for (int row : waiting) {
            List<Part> players = Objects.requireNonNull(moving.get(row));
            int count = ExactShapley.coalitions(players.size()).size();
            double[] values =
                    ExactShapley.values(
                            players.size(),
                            trials.empty(row),
                            Arrays.copyOfRange(worths, from, from + count),
                            trials.whole(row));
            from += count;
            rows[row] = row(trials, features, players, row, values, null);
        }
        waiting.clear();
        asked.clear();
    }

    private static Explanation.Row sampled(
            Trials trials, List<Part> features, List<Part> players, int row, Pace pace) {
        long seed = Seed.of(trials.inputs(), row, trials.rows());
        int before = trials.evaluations();
        PermutationShapley.Estimate estimate =
                new PermutationShapley(
                                players.size(),
                                coalitions ->
                                        trials.values(
                                                coalitions.stream()
                                                        .map(
                                                                present ->
                                                                        new Trial(
                                                                                row, players,
                                                                                present))
                                                        .toList()),
                                trials.empty(row),
                                trials.whole(row),
                                seed)
                        .estimate(pace::late);
        Map<String, Double> intervals = named(features, players, estimate.halfWidths());
        return row(
                trials,
                features,
                players,
                row,
                estimate.values(),
                new Explanation.Sampling(
                        seed,
                        estimate.samples(),
                        trials.evaluations() - before,
                        estimate.stopped(),
                        intervals));
    }

    private static Explanation.Row row(
            Trials trials,
            List<Part> features,
            List<Part> players,
            int row,
            double[] values,
            Explanation.@Nullable Sampling sampling) {
        double sum = Arrays.stream(values).sum();
        return new Explanation.Row(
                trials.target(row),
                named(features, players, values),
                trials.empty(row),
                trials.whole(row),
                trials.whole(row) - trials.empty(row) - sum,
                sampling,
                Map.of());
    }

    /** Every feature; 0 for those that are like the background. */
    private static Map<String, Double> named(
            List<Part> features, List<Part> players, double[] values) {
        Map<String, Double> named = new LinkedHashMap<>();
        features.forEach(feature -> named.put(feature.name(), 0.0));
        for (int i = 0; i < players.size(); i++) {
            named.put(players.get(i).name(), values[i]);
        }
        return named;
    }
}
