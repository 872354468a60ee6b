package io.vouchsafe.inference.internal.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.testing.GraphModel;
import io.vouchsafe.inference.testing.SavedModels;
import io.vouchsafe.kernel.Signature;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.math.Mean;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

class RowProbeTest {
    @TempDir Path folder;

    static Stream<Arguments> models() {
        return Stream.of(
                row("a sum of each row", true, (tf, x) -> tf.sum(x, tf.constant(1))),
                row(
                        "a softmax of each row",
                        true,
                        (tf, x) -> tf.nn.softmax(tf.math.mul(x, tf.constant(3f)))),
                row("one number for all rows", false, (tf, x) -> tf.sum(x, tf.constant(0))),
                row(
                        "the distance from the mean of all rows",
                        false,
                        (tf, x) ->
                                tf.math.sub(
                                        x, tf.math.mean(x, tf.constant(0), Mean.keepDims(true)))),
                row(
                        "a share of the greatest row",
                        false,
                        (tf, x) ->
                                tf.math.div(
                                        x,
                                        tf.reduceMax(x, tf.constant(0), ReduceMax.keepDims(true)))),
                row(
                        "the rows in the other order",
                        false,
                        (tf, x) -> tf.reverse(x, tf.constant(new int[] {0}))),
                row(
                        "a little noise",
                        false,
                        (tf, x) ->
                                tf.math.add(
                                        x, tf.random.randomUniform(tf.shape(x), TFloat32.class))));
    }

    private static Arguments row(
            String what,
            boolean apart,
            BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> made) {
        return Arguments.of(what, apart, made);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("models")
    void onlyRowsThatFollowFromThemselves_areApart(
            String what,
            boolean apart,
            BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> made) {
        SavedModels.export(
                folder,
                tf -> {
                    Placeholder<TFloat32> x =
                            tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 4)));
                    return new org.tensorflow.Signature[] {
                        org.tensorflow.Signature.builder(Signature.DEFAULT)
                                .input("x", x)
                                .output("y", made.apply(tf, x))
                                .build()
                    };
                });

        assertThat(apart(folder)).isEqualTo(apart);
    }

    @ParameterizedTest
    @EnumSource(io.vouchsafe.kernel.DataType.class)
    void rowsOfEveryType_canBeSeenToBeApart(io.vouchsafe.kernel.DataType type) {
        DataType theirs = DataType.forNumber(Types.toTensorFlow(type));

        assertThat(apart(GraphModel.identity(theirs, -1, 2).write(folder))).isTrue();
    }

    @Test
    void textsAndNumbersTogether_areSeen() {
        assertThat(apart(SavedModels.encoded(folder, 2, new float[] {1, -1, 3}))).isTrue();
    }

    @Test
    void aVariableMatrix_isSeen() {
        assertThat(apart(SavedModels.linear(folder, new float[] {1, 2, 3}, 4))).isTrue();
    }

    @Test
    void aFixedNumberOfRows_isNot() {
        assertThat(apart(GraphModel.identity(DataType.DT_FLOAT, 3, 2).write(folder))).isFalse();
    }

    @Test
    void aSingleValue_isNot() {
        assertThat(apart(GraphModel.identity(DataType.DT_FLOAT).write(folder))).isFalse();
    }

    @Test
    void whatTakesNoMadeUpValues_isNot() {
        Path strict =
                new GraphModel()
                        .node(
                                "x",
                                "Placeholder",
                                node -> node.putAttr("dtype", GraphModel.type(DataType.DT_STRING)))
                        .node(
                                "y",
                                "StringToNumber",
                                node ->
                                        node.putAttr(
                                                "out_type", GraphModel.type(DataType.DT_FLOAT)),
                                "x")
                        .input("x", "x:0", DataType.DT_STRING, -1)
                        .output("y", "y:0", DataType.DT_FLOAT, -1)
                        .write(folder);

        assertThat(apart(strict)).isFalse();
    }

    private static boolean apart(Path saved) {
        try (LoadedModel model = Engines.load(saved)) {
            return model.keepsRowsApart(model.signatures().get(Signature.DEFAULT));
        }
    }
}
