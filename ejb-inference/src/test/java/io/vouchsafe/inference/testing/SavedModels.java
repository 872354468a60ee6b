package io.vouchsafe.inference.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** SavedModels built by TensorFlow Java in graph mode, as a trainer would, variables included. */
public final class SavedModels {
    private SavedModels() {}

    /** Exports what {@code build} makes of a graph into {@code folder}. */
    public static Path export(Path folder, Function<Ops, Signature[]> build) {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Signature[] signatures = build.apply(Ops.create(graph));
            session.initialize();
            var exporter = SavedModelBundle.exporter(folder.toString()).withSession(session);
            for (Signature signature : signatures) {
                exporter.withSignature(signature);
            }
            exporter.export();
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** {@code y = x·w + b} with {@code x} of any number of rows; {@code y} of shape [-1, 1]. */
    public static Path linear(Path folder, float[] weights, float bias) {
        return export(
                folder,
                tf -> {
                    Placeholder<TFloat32> x = rows(tf, "x", weights.length);
                    float[][] column = new float[weights.length][1];
                    for (int i = 0; i < weights.length; i++) {
                        column[i][0] = weights[i];
                    }
                    Operand<TFloat32> y =
                            tf.math.add(
                                    tf.linalg.matMul(x, tf.variable(matrix(tf, column))),
                                    tf.variable(tf.constant(bias)));
                    return new Signature[] {
                        Signature.builder("serving_default")
                                .methodName("tensorflow/serving/predict")
                                .input("x", x)
                                .output("y", tf.withName("y").identity(y))
                                .build()
                    };
                });
    }

    /**
     * A two-layer classifier: {@code probabilities = softmax(tanh(x·w1)·w2)}, with {@code logits}
     * as the second output.
     */
    public static Path classifier(Path folder, float[][] first, float[][] second) {
        return export(
                folder,
                tf -> {
                    Placeholder<TFloat32> x = rows(tf, "x", first.length);
                    Operand<TFloat32> hidden =
                            tf.math.tanh(tf.linalg.matMul(x, tf.variable(matrix(tf, first))));
                    Operand<TFloat32> logits =
                            tf.withName("logits")
                                    .linalg
                                    .matMul(hidden, tf.variable(matrix(tf, second)));
                    return new Signature[] {
                        Signature.builder("serving_default")
                                .methodName("tensorflow/serving/predict")
                                .input("x", x)
                                .output(
                                        "probabilities",
                                        tf.withName("probabilities").nn.softmax(logits))
                                .output("logits", logits)
                                .build()
                    };
                });
    }

    /**
     * {@code logits = age·a + embedding(town)·e} over a number and a text, with the suite's own
     * signatures {@code vouchsafe_encode} and {@code vouchsafe_explain}.
     */
    public static Path encoded(Path folder, float age, float[] towns) {
        return export(
                folder,
                tf -> {
                    Placeholder<TFloat32> ageInput =
                            tf.withName("age")
                                    .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
                    Placeholder<TString> townInput =
                            tf.withName("town")
                                    .placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
                    Operand<TFloat32> ageCode =
                            tf.reshape(ageInput, tf.constant(new int[] {-1, 1}));
                    float[][] table = new float[towns.length][1];
                    for (int i = 0; i < towns.length; i++) {
                        table[i][0] = towns[i];
                    }
                    var bucket = tf.strings.toHashBucketFast(townInput, (long) towns.length);
                    Operand<TFloat32> townCode =
                            tf.gather(tf.variable(matrix(tf, table)), bucket, tf.constant(0));
                    Operand<TFloat32> logits =
                            tf.withName("logits")
                                    .math
                                    .add(tf.math.mul(ageCode, tf.constant(age)), townCode);
                    return new Signature[] {
                        Signature.builder("serving_default")
                                .methodName("tensorflow/serving/predict")
                                .input("age", ageInput)
                                .input("town", townInput)
                                .output("logits", logits)
                                .build(),
                        Signature.builder("vouchsafe_encode")
                                .methodName("")
                                .input("age", ageInput)
                                .input("town", townInput)
                                .output("encoded/age", ageCode)
                                .output("encoded/town", townCode)
                                .build(),
                        Signature.builder("vouchsafe_explain")
                                .methodName("")
                                .input("encoded/age", ageCode)
                                .input("encoded/town", townCode)
                                .output("logits", logits)
                                .build()
                    };
                });
    }

    private static Placeholder<TFloat32> rows(Ops tf, String name, int width) {
        return tf.withName(name)
                .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
    }

    private static Operand<TFloat32> matrix(Ops tf, float[][] values) {
        return tf.constant(StdArrays.ndCopyOf(values));
    }
}
