package io.vouchsafe.inference.internal.explanation;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.internal.explanation.Trials.Trial;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the explained value loses when a word of a text or a field of an image is taken out (Zeiler,
 * Fergus: Visualizing and Understanding Convolutional Networks, 2014; Li, Monroe, Jurafsky:
 * Understanding Neural Networks through Representation Erasure, 2016). What the parts do only
 * together is in none of them: it is the residual.
 */
@ApplicationScoped
public class OcclusionExplainer implements Explainer {
    /** The method's name. */
    public static final String METHOD = "occlusion";

    /** Trials that are made together, over several rows. */
    private static final int TOGETHER = 1 << 13;

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public boolean supports(LoadedModel model, Signature signature) {
        return !Outputs.floating(signature).isEmpty()
                && signature.inputs().stream().anyMatch(spec -> isText(spec) || isImage(spec));
    }

    /** True when an input may hold text. */
    static boolean isText(TensorSpec spec) {
        return spec.dataType() == DataType.BYTES;
    }

    /** True when an input may hold images. */
    static boolean isImage(TensorSpec spec) {
        return !isText(spec) && spec.shape() != null && Grid.of(spec.shape()).isPresent();
    }

    @Override
    public Explanation explain(
            LoadedModel model,
            Signature signature,
            MaskedInput input,
            CardSettings card,
            Deadline deadline) {
        Trials trials = new Trials(model, signature, input, card, deadline);
        List<Explanation.Row> rows = new ArrayList<>();
        List<List<Scope>> waiting = new ArrayList<>();
        List<Trial> asked = new ArrayList<>();
        for (int row = 0; row < trials.rows(); row++) {
            List<Scope> scopes = Scope.of(signature, input, row, trials.rows(), card);
            List<Part> parts = new ArrayList<>();
            scopes.forEach(scope -> parts.addAll(scope.parts()));
            if (scopes.isEmpty()) {
                throw new ExplanationUnavailableException(LOG.explainNoParts(), null);
            }
            for (int part = 0; part < parts.size(); part++) {
                BitSet present = new BitSet(parts.size());
                present.set(0, parts.size());
                present.clear(part);
                asked.add(new Trial(row, parts, present));
            }
            waiting.add(scopes);
            if (asked.size() >= TOGETHER) {
                answer(trials, waiting, asked, rows);
            }
        }
        answer(trials, waiting, asked, rows);
        return new Explanation(
                METHOD,
                trials.output(),
                0,
                Map.of("backgrounds", (double) trials.backgrounds()),
                rows);
    }

    private static void answer(
            Trials trials,
            List<List<Scope>> waiting,
            List<Trial> asked,
            List<Explanation.Row> rows) {
        double[] without = trials.values(asked);
        int next = 0;
        for (List<Scope> scopes : waiting) {
            int row = rows.size();
            double whole = trials.whole(row);
            double sum = 0;
            Map<String, Double> attributions = new LinkedHashMap<>();
            Map<String, Explanation.Detail> details = new LinkedHashMap<>();
            for (Scope scope : scopes) {
                double[] weights = new double[scope.parts().size()];
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = whole - without[next++];
                    sum += weights[i];
                }
                scope.tell(weights, attributions, details);
            }
            double residual = whole - trials.empty(row) - sum;
            rows.add(
                    new Explanation.Row(
                            trials.target(row),
                            attributions,
                            trials.empty(row),
                            whole,
                            residual,
                            null,
                            details));
        }
        waiting.clear();
        asked.clear();
    }
}
