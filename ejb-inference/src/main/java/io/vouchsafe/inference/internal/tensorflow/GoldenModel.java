package io.vouchsafe.inference.internal.tensorflow;

import com.google.protobuf.ByteString;
import io.vouchsafe.inference.internal.TemporaryFolder;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A model whose answers are known, run through the whole engine: {@code y = x·w + b}, {@code next =
 * n + 1}, {@code greeting = name + "!"}. All numbers are exact in binary and differ when their
 * bytes are turned round, so that a broken set-up of the native libraries cannot serve.
 */
final class GoldenModel {
    private static final Shape UNKNOWN_ROWS = Shape.of(-1);

    private final GraphDef.Builder graph = GraphDef.newBuilder();
    private final SignatureDef.Builder signature =
            SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");

    /**
     * Builds, loads and runs it.
     *
     * @throws IllegalStateException when an answer is wrong
     */
    static void check(ModelEngine engine, Path temporary) {
        try (TemporaryFolder folder = TemporaryFolder.in(temporary, "self-check")) {
            Files.write(
                    folder.path().resolve(SavedModelFile.NAME),
                    new GoldenModel().build().toByteArray());
            try (LoadedModel model = engine.load(folder.path())) {
                compare(model);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void compare(LoadedModel model) {
        Payload inputs =
                new Payload(
                        Map.of(
                                "x", Tensor.floats(Shape.of(2, 3), 1.5f, -2, 0.25f, 3, 0.5f, -8),
                                "n", Tensor.longs(Shape.of(2), 41, 1L << 40),
                                "name", Tensor.strings(Shape.of(2), "vouch", "vérité")));
        Map<String, Tensor> outputs =
                model.predict(
                                Objects.requireNonNull(model.signatures().get(Signature.DEFAULT)),
                                MaskedInput.insecureUnmasked(inputs),
                                Set.of())
                        .tensors();
        // rows of x times w, plus b
        same(outputs, "y", Tensor.floats(Shape.of(2, 2), 6.5f, -34.375f, -26, 263.625f));
        same(outputs, "next", Tensor.longs(Shape.of(2), 42, (1L << 40) + 1));
        same(outputs, "greeting", Tensor.strings(Shape.of(2), "vouch!", "vérité!"));
    }

    private static void same(Map<String, Tensor> outputs, String name, Tensor expected) {
        Tensor actual = outputs.get(name);
        if (actual == null || !same(actual, expected)) {
            throw new IllegalStateException("The golden model's output '" + name + "' is wrong");
        }
    }

    private static boolean same(Tensor actual, Tensor expected) {
        if (actual.dataType() != expected.dataType() || !actual.shape().equals(expected.shape())) {
            return false;
        }
        return switch (expected) {
            case Tensor.Numeric numbers ->
                    ((Tensor.Numeric) actual).buffer().equals(numbers.buffer());
            case Tensor.Bytes strings ->
                    Arrays.deepEquals(((Tensor.Bytes) actual).elements(), strings.elements());
        };
    }

    private SavedModel build() {
        input("x", DataType.DT_FLOAT, Shape.of(-1, 3));
        input("n", DataType.DT_INT64, UNKNOWN_ROWS);
        input("name", DataType.DT_STRING, UNKNOWN_ROWS);
        constant(
                "w",
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setTensorShape(shape(Shape.of(3, 2)))
                        .addAllFloatVal(List.of(2f, -4f, -1f, 16f, 4f, -32f)));
        constant(
                "b",
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setTensorShape(shape(Shape.of(2)))
                        .addAllFloatVal(List.of(0.5f, 11.625f)));
        constant(
                "one",
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_INT64)
                        .setTensorShape(shape(Shape.SCALAR))
                        .addInt64Val(1));
        constant(
                "mark",
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_STRING)
                        .setTensorShape(shape(Shape.SCALAR))
                        .addStringVal(ByteString.copyFromUtf8("!")));
        node("product", "MatMul", DataType.DT_FLOAT, "x", "w");
        output("y", "AddV2", DataType.DT_FLOAT, Shape.of(-1, 2), "product", "b");
        output("next", "AddV2", DataType.DT_INT64, UNKNOWN_ROWS, "n", "one");
        graph.addNode(
                NodeDef.newBuilder()
                        .setName("greeting")
                        .setOp("StringJoin")
                        .addAllInput(List.of("name", "mark"))
                        .putAttr("N", AttrValue.newBuilder().setI(2).build())
                        .putAttr(
                                "separator",
                                AttrValue.newBuilder().setS(ByteString.EMPTY).build()));
        signature.putOutputs("greeting", info("greeting", DataType.DT_STRING, UNKNOWN_ROWS));
        return SavedModel.newBuilder()
                .setSavedModelSchemaVersion(1)
                .addMetaGraphs(
                        MetaGraphDef.newBuilder()
                                .setMetaInfoDef(
                                        MetaGraphDef.MetaInfoDef.newBuilder()
                                                .addTags(SavedModelFile.SERVE))
                                .setGraphDef(graph)
                                .putSignatureDef(Signature.DEFAULT, signature.build()))
                .build();
    }

    private void input(String name, DataType type, Shape shape) {
        graph.addNode(
                NodeDef.newBuilder()
                        .setName(name)
                        .setOp("Placeholder")
                        .putAttr("dtype", type(type))
                        .putAttr("shape", AttrValue.newBuilder().setShape(shape(shape)).build()));
        signature.putInputs(name, info(name, type, shape));
    }

    private void output(String name, String operation, DataType type, Shape shape, String... in) {
        node(name, operation, type, in);
        signature.putOutputs(name, info(name, type, shape));
    }

    private void node(String name, String operation, DataType type, String... inputs) {
        graph.addNode(
                NodeDef.newBuilder()
                        .setName(name)
                        .setOp(operation)
                        .addAllInput(new ArrayList<>(List.of(inputs)))
                        .putAttr("T", type(type)));
    }

    private void constant(String name, TensorProto.Builder value) {
        graph.addNode(
                NodeDef.newBuilder()
                        .setName(name)
                        .setOp("Const")
                        .putAttr("dtype", type(value.getDtype()))
                        .putAttr("value", AttrValue.newBuilder().setTensor(value).build()));
    }

    private static AttrValue type(DataType type) {
        return AttrValue.newBuilder().setType(type).build();
    }

    private static TensorInfo info(String node, DataType type, Shape shape) {
        return TensorInfo.newBuilder()
                .setName(node + ":0")
                .setDtype(type)
                .setTensorShape(shape(shape))
                .build();
    }

    private static TensorShapeProto shape(Shape shape) {
        TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
        for (long size : shape.toArray()) {
            proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return proto.build();
    }
}
