package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.inference.testing.SavedModels;
import java.nio.file.Path;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A model that counts for a second or so; TensorFlow looks at the clock only when it ends. */
final class Loops {
    private Loops() {}

    static Path slow(Path folder) {
        return SavedModels.export(
                folder,
                tf -> {
                    Placeholder<TFloat32> x =
                            tf.withName("x")
                                    .placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
                    Operand<TFloat32> start = tf.identity(x);
                    Output<?>[] end =
                            ((org.tensorflow.Graph) tf.scope().env())
                                    .whileLoop(
                                            new Output<?>[] {start.asOutput()},
                                            (graph, inputs, outputs) ->
                                                    outputs[0] =
                                                            Ops.create(graph)
                                                                    .math
                                                                    .less(
                                                                            asFloats(inputs[0]),
                                                                            Ops.create(graph)
                                                                                    .constant(3e5f))
                                                                    .asOutput(),
                                            (graph, inputs, outputs) ->
                                                    outputs[0] =
                                                            Ops.create(graph)
                                                                    .math
                                                                    .add(
                                                                            asFloats(inputs[0]),
                                                                            Ops.create(graph)
                                                                                    .constant(1f))
                                                                    .asOutput(),
                                            "count");
                    return new Signature[] {
                        Signature.builder("serving_default")
                                .input("x", x)
                                .output("y", asFloats(end[0]))
                                .build()
                    };
                });
    }

    @SuppressWarnings("unchecked")
    private static Output<TFloat32> asFloats(Output<?> output) {
        return (Output<TFloat32>) output;
    }
}
