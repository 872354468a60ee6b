package io.vouchsafe.training.internal.fit;

import static java.util.Objects.requireNonNull;

import io.vouchsafe.training.internal.recipe.Examples;
import io.vouchsafe.training.internal.recipe.Feature;
import io.vouchsafe.training.internal.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** Fits a recipe's model and writes it as a SavedModel. */
public final class Trainer {
    private static final int BATCH = 64;
    private static final double HELD_OUT = 0.2;

    /** Told after each epoch; may throw to stop. */
    @FunctionalInterface
    public interface Progress {
        void epoch(int done, int of, double loss);
    }

    /**
     * Trains.
     *
     * @param target folder to be created
     * @return metrics on held-out rows: {@code accuracy}, {@code majority} (accuracy of always
     *     saying the commonest class), {@code log_loss}, and {@code auc} for two classes
     * @throws IOException when the model cannot be written
     */
    public Map<String, Double> fit(Recipe recipe, long seed, Path target, Progress progress)
            throws IOException {
        Examples all = recipe.generate(recipe.rows(), seed);
        SplittableRandom random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        int[] order = all.shuffled(random);
        int cut = (int) (order.length * (1 - HELD_OUT));
        Examples train = all.pick(Arrays.copyOfRange(order, 0, cut));
        Examples heldOut = all.pick(Arrays.copyOfRange(order, cut, order.length));
        try (Graph graph = new Graph()) {
            ClassifierGraph model = new ClassifierGraph(graph, recipe, train, seed);
            try (Session session = new Session(graph)) {
                session.initialize();
                for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
                    double loss = epoch(session, model, train, random);
                    progress.epoch(epoch + 1, recipe.epochs(), loss);
                }
                Map<String, Double> metrics = evaluate(session, model, heldOut);
                export(session, model, recipe, target);
                return metrics;
            }
        }
    }

    private static double epoch(
            Session session, ClassifierGraph model, Examples train, SplittableRandom random) {
        int[] order = train.shuffled(random);
        double sum = 0;
        int batches = 0;
        for (int from = 0; from < order.length; from += BATCH) {
            Examples batch =
                    train.pick(
                            Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH)));
            try (Feed feed = new Feed(session, model, batch);
                    var result =
                            feed.runner().addTarget(model.train.op()).fetch(model.loss).run()) {
                sum += ((TFloat32) result.get(0)).getFloat();
                batches++;
            }
        }
        return sum / Math.max(1, batches);
    }

    private static Map<String, Double> evaluate(
            Session session, ClassifierGraph model, Examples heldOut) {
        try (Feed feed = new Feed(session, model, heldOut);
                var result = feed.runner().fetch(model.probabilities).run()) {
            float[][] probabilities = StdArrays.array2dCopyOf((TFloat32) result.get(0));
            return Scores.of(probabilities, heldOut.labels());
        }
    }

    private static void export(Session session, ClassifierGraph model, Recipe recipe, Path target)
            throws IOException {
        Signature.Builder serve =
                Signature.builder("serving_default").methodName("tensorflow/serving/predict");
        Signature.Builder encode = Signature.builder("vouchsafe_encode").methodName("");
        Signature.Builder explain = Signature.builder("vouchsafe_explain").methodName("");
        for (Feature feature : recipe.features()) {
            String name = feature.name();
            var input = requireNonNull(model.inputs.get(name));
            var code = requireNonNull(model.encoded.get(name));
            serve.input(name, input);
            encode.input(name, input);
            encode.output("encoded/" + name, code);
            explain.input("encoded/" + name, code);
        }
        model.outputs().forEach(output -> serve.output(output.getKey(), output.getValue()));
        explain.output("logits", model.logits);
        SavedModelBundle.exporter(target.toString())
                .withSession(session)
                .withSignatures(serve.build(), encode.build(), explain.build())
                .export();
    }

    /** A batch's tensors, freed together. */
    private static final class Feed implements AutoCloseable {
        private final List<Tensor> tensors = new ArrayList<>();
        private final Map<String, Tensor> byPlaceholder = new LinkedHashMap<>();
        private final Session session;

        Feed(Session session, ClassifierGraph model, Examples batch) {
            this.session = session;
            model.inputs.forEach(
                    (name, placeholder) -> put(placeholder.op().name(), column(batch, name)));
            put(model.target.op().name(), TInt32.vectorOf(batch.labels()));
        }

        private static Tensor column(Examples batch, String name) {
            return batch.numbers().containsKey(name)
                    ? TFloat32.vectorOf(batch.number(name))
                    : TString.vectorOf(batch.text(name));
        }

        private void put(String placeholder, Tensor tensor) {
            tensors.add(tensor);
            byPlaceholder.put(placeholder, tensor);
        }

        Session.Runner runner() {
            Session.Runner runner = session.runner();
            byPlaceholder.forEach(runner::feed);
            return runner;
        }

        @Override
        public void close() {
            tensors.forEach(Tensor::close);
        }
    }
}
