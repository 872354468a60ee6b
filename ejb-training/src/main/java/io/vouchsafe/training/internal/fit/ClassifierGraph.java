package io.vouchsafe.training.internal.fit;

import io.vouchsafe.training.internal.recipe.Examples;
import io.vouchsafe.training.internal.recipe.Feature;
import io.vouchsafe.training.internal.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.strings.StringSplit;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * The graph of a classifier over named features: encode each feature, one hidden layer of ReLU,
 * logits, softmax. The first layer is a sum of one product per feature, which is what a product
 * with their concatenation would be, and keeps every feature's encoding a tensor of its own: the
 * place where an explanation's gradients are taken.
 */
final class ClassifierGraph {
    private static final int HIDDEN = 32;
    private static final float LEARNING_RATE = 0.005f;

    private final Ops tf;
    private final SplittableRandom random;

    final Map<String, Placeholder<?>> inputs = new LinkedHashMap<>();
    final Map<String, Operand<TFloat32>> encoded = new LinkedHashMap<>();
    final Placeholder<TInt32> target;
    final Operand<TFloat32> logits;
    final Operand<TFloat32> probabilities;
    final Operand<TString> label;
    final Operand<TFloat32> loss;
    final Op train;

    /**
     * Builds the graph.
     *
     * @param examples training rows, for the mean and deviation of each number
     */
    ClassifierGraph(Graph graph, Recipe recipe, Examples examples, long seed) {
        this.tf = Ops.create(graph);
        this.random = new SplittableRandom(seed);
        Operand<TFloat32> hidden = weights("hidden.bias", 1, HIDDEN, 0);
        for (Feature feature : recipe.features()) {
            Operand<TFloat32> code = encode(feature, examples);
            encoded.put(feature.name(), code);
            int width = widthOf(feature);
            hidden =
                    tf.math.add(
                            hidden,
                            tf.linalg.matMul(
                                    code,
                                    weights(
                                            "hidden." + feature.name(),
                                            width,
                                            HIDDEN,
                                            Math.sqrt(2.0 / HIDDEN))));
        }
        int classes = recipe.classes().size();
        this.logits =
                tf.withName("logits")
                        .math
                        .add(
                                tf.linalg.matMul(
                                        tf.nn.relu(hidden),
                                        weights(
                                                "out.kernel",
                                                HIDDEN,
                                                classes,
                                                Math.sqrt(1.0 / HIDDEN))),
                                weights("out.bias", 1, classes, 0));
        this.probabilities = tf.withName("probabilities").nn.softmax(logits);
        this.label =
                tf.withName("label")
                        .gather(
                                tf.constant(
                                        NdArrays.vectorOfObjects(
                                                recipe.classes().toArray(new String[0]))),
                                tf.math.argMax(logits, tf.constant(1)),
                                tf.constant(0));
        this.target =
                tf.withName("target")
                        .placeholder(TInt32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
        var oneHot = tf.oneHot(target, tf.constant(classes), tf.constant(1f), tf.constant(0f));
        this.loss =
                tf.math.mean(
                        tf.nn.softmaxCrossEntropyWithLogits(logits, oneHot).loss(), tf.constant(0));
        this.train = new Adam(graph, LEARNING_RATE).minimize(loss);
    }

    private static int widthOf(Feature feature) {
        return switch (feature) {
            case Feature.Number number -> 1;
            case Feature.Category category -> category.width();
            case Feature.Text text -> text.width();
        };
    }

    private Operand<TFloat32> encode(Feature feature, Examples examples) {
        return switch (feature) {
            case Feature.Number number -> standardise(number, examples.number(number.name()));
            case Feature.Category category -> embed(category);
            case Feature.Text text -> embed(text);
        };
    }

    /** (x − mean) / deviation, as a column, cut at ±6 so that one wild number rules nothing. */
    private Operand<TFloat32> standardise(Feature.Number feature, float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / values.length;
        }
        double variance = 0;
        for (float value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        Operand<TFloat32> column =
                tf.reshape(input(feature.name(), TFloat32.class), tf.constant(new int[] {-1, 1}));
        Operand<TFloat32> standard =
                tf.math.div(
                        tf.math.sub(column, tf.constant((float) mean)),
                        tf.constant((float) Math.max(Math.sqrt(variance), 1e-6)));
        return tf.withName("encoded." + feature.name())
                .clipByValue(standard, tf.constant(-6f), tf.constant(6f));
    }

    private Operand<TFloat32> embed(Feature.Category feature) {
        Operand<TString> value = input(feature.name(), TString.class);
        if (feature.prefix() > 0) {
            value = tf.strings.substr(value, tf.constant(0), tf.constant(feature.prefix()));
        }
        Operand<TInt64> bucket = tf.strings.toHashBucketFast(value, (long) feature.buckets());
        Operand<TFloat32> chosen =
                tf.oneHot(bucket, tf.constant(feature.buckets()), tf.constant(1f), tf.constant(0f));
        return tf.withName("encoded." + feature.name())
                .linalg
                .matMul(
                        chosen,
                        weights(
                                "embedding." + feature.name(),
                                feature.buckets(),
                                feature.width(),
                                0.3));
    }

    /** Mean of the words' embeddings: share of each bucket among the words, times the table. */
    private Operand<TFloat32> embed(Feature.Text feature) {
        Operand<TString> text = input(feature.name(), TString.class);
        Operand<TString> lower =
                tf.strings.lower(text, org.tensorflow.op.strings.Lower.encoding("utf-8"));
        Operand<TString> spaced =
                tf.strings.regexReplace(lower, tf.constant("(\\p{Han})"), tf.constant(" \\1 "));
        Operand<TString> words =
                tf.strings.regexReplace(spaced, tf.constant("[^\\p{L}\\p{N}]+"), tf.constant(" "));
        StringSplit split = tf.strings.stringSplit(words, tf.constant(""));
        Operand<TInt64> bucket =
                tf.strings.toHashBucketFast(split.values(), (long) feature.buckets());
        Operand<TFloat32> hot =
                tf.oneHot(bucket, tf.constant(feature.buckets()), tf.constant(1f), tf.constant(0f));
        Operand<TInt64> row =
                tf.reshape(
                        tf.slice(
                                split.indices(),
                                tf.constant(new int[] {0, 0}),
                                tf.constant(new int[] {-1, 1})),
                        tf.constant(new int[] {-1}));
        Operand<TInt64> rows = tf.gather(split.shape(), tf.constant(0), tf.constant(0));
        Operand<TFloat32> counts = tf.math.unsortedSegmentSum(hot, row, rows);
        Operand<TFloat32> total =
                tf.math.maximum(
                        tf.reduceSum(
                                counts,
                                tf.constant(1),
                                org.tensorflow.op.core.ReduceSum.keepDims(true)),
                        tf.constant(1f));
        return tf.withName("encoded." + feature.name())
                .linalg
                .matMul(
                        tf.math.div(counts, total),
                        weights(
                                "embedding." + feature.name(),
                                feature.buckets(),
                                feature.width(),
                                0.3));
    }

    private <T extends org.tensorflow.types.family.TType> Placeholder<T> input(
            String name, Class<T> type) {
        Placeholder<T> input =
                tf.withName("input." + name)
                        .placeholder(type, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
        inputs.put(name, input);
        return input;
    }

    /** A variable that starts at Gaussian noise of the given deviation, from this model's seed. */
    private Variable<TFloat32> weights(String name, int rows, int columns, double deviation) {
        float[] start = new float[rows * columns];
        for (int i = 0; i < start.length; i++) {
            start[i] = deviation == 0 ? 0 : (float) (deviation * random.nextGaussian());
        }
        return tf.withName(name)
                .variable(tf.constant(Shape.of(rows, columns), DataBuffers.of(start)));
    }

    /** Outputs of the public signature by name. */
    List<Map.Entry<String, Operand<?>>> outputs() {
        return List.of(
                Map.entry("label", label),
                Map.entry("probabilities", probabilities),
                Map.entry("logits", logits));
    }
}
