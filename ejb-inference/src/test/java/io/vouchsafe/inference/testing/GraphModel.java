package io.vouchsafe.inference.testing;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** A SavedModel written node by node, so that a test can build what no exporter would. */
public final class GraphModel {
    private final GraphDef.Builder graph = GraphDef.newBuilder();
    private final MetaGraphDef.Builder meta = MetaGraphDef.newBuilder();
    private final SignatureDef.Builder signature = SignatureDef.newBuilder();
    private String tag = "serve";

    /** A model that answers its input: {@code x} to {@code y}. */
    public static GraphModel identity(DataType type, long... shape) {
        GraphModel model = new GraphModel();
        model.node("x", "Placeholder", node -> node.putAttr("dtype", type(type)));
        model.node("y", "Identity", node -> node.putAttr("T", type(type)), "x");
        return model.input("x", "x:0", type, shape).output("y", "y:0", type, shape);
    }

    public GraphModel tag(String name) {
        this.tag = name;
        return this;
    }

    public GraphModel node(
            String name, String operation, Consumer<NodeDef.Builder> rest, String... inputs) {
        graph.addNode(built(name, operation, rest, inputs));
        return this;
    }

    public GraphModel node(String name, String operation, String... inputs) {
        return node(name, operation, node -> {}, inputs);
    }

    /** Makes an existing node run after another one. */
    public GraphModel after(String node, String other) {
        for (NodeDef.Builder builder : graph.getNodeBuilderList()) {
            if (builder.getName().equals(node)) {
                builder.addInput("^" + other);
            }
        }
        return this;
    }

    public GraphModel text(String name, String value) {
        return node(
                name,
                "Const",
                node ->
                        node.putAttr("dtype", type(DataType.DT_STRING))
                                .putAttr(
                                        "value",
                                        AttrValue.newBuilder()
                                                .setTensor(
                                                        TensorProto.newBuilder()
                                                                .setDtype(DataType.DT_STRING)
                                                                .setTensorShape(shape())
                                                                .addStringVal(
                                                                        ByteString.copyFromUtf8(
                                                                                value)))
                                                .build()));
    }

    /** A function with one argument per name and these nodes. */
    public GraphModel function(String name, List<String> arguments, NodeDef... body) {
        OpDef.Builder declared = OpDef.newBuilder().setName(name);
        arguments.forEach(
                argument ->
                        declared.addInputArg(
                                OpDef.ArgDef.newBuilder()
                                        .setName(argument)
                                        .setType(DataType.DT_STRING)));
        graph.getLibraryBuilder()
                .addFunction(
                        FunctionDef.newBuilder()
                                .setSignature(declared)
                                .addAllNodeDef(List.of(body)));
        return this;
    }

    public GraphModel input(String name, String tensor, DataType type, long... shape) {
        signature.putInputs(name, info(tensor, type, shape));
        return this;
    }

    public GraphModel output(String name, String tensor, DataType type, long... shape) {
        signature.putOutputs(name, info(tensor, type, shape));
        return this;
    }

    public GraphModel asset(String tensor, String file) {
        meta.addAssetFileDef(definition(tensor + ":0", file));
        return this;
    }

    /** As TensorFlow 1 wrote them. */
    public GraphModel assetInCollection(String tensor, String file) {
        AssetFileDef definition = definition(tensor + ":0", file).build();
        CollectionDef collection =
                CollectionDef.newBuilder()
                        .setAnyList(
                                CollectionDef.AnyList.newBuilder()
                                        .addValue(
                                                Any.newBuilder()
                                                        .setValue(definition.toByteString())))
                        .build();
        meta.putCollectionDef("saved_model_assets", collection);
        return this;
    }

    public GraphModel initialisedBy(String node) {
        CollectionDef collection =
                CollectionDef.newBuilder()
                        .setNodeList(CollectionDef.NodeList.newBuilder().addValue(node))
                        .build();
        meta.putCollectionDef("saved_model_main_op", collection);
        return this;
    }

    public GraphModel restoredBy(String filename, String node) {
        meta.getSaverDefBuilder().setFilenameTensorName(filename + ":0").setRestoreOpName(node);
        return this;
    }

    /** Writes it with one signature. */
    public Path write(Path folder) {
        return write(folder, "serving_default");
    }

    public Path write(Path folder, String signatureName) {
        SavedModel model =
                SavedModel.newBuilder()
                        .setSavedModelSchemaVersion(1)
                        .addMetaGraphs(
                                meta.setMetaInfoDef(
                                                MetaGraphDef.MetaInfoDef.newBuilder().addTags(tag))
                                        .setGraphDef(graph)
                                        .putSignatureDef(signatureName, signature.build()))
                        .build();
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("saved_model.pb"), model.toByteArray());
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** A node for a function's body. */
    public static NodeDef built(
            String name, String operation, Consumer<NodeDef.Builder> rest, String... inputs) {
        NodeDef.Builder node =
                NodeDef.newBuilder().setName(name).setOp(operation).addAllInput(List.of(inputs));
        rest.accept(node);
        return node.build();
    }

    /** The attribute {@code f} of a call. */
    public static Consumer<NodeDef.Builder> calling(String function) {
        return node ->
                node.putAttr(
                        "f",
                        AttrValue.newBuilder()
                                .setFunc(NameAttrList.newBuilder().setName(function))
                                .build());
    }

    public static AttrValue type(DataType type) {
        return AttrValue.newBuilder().setType(type).build();
    }

    private static AssetFileDef.Builder definition(String tensor, String file) {
        return AssetFileDef.newBuilder()
                .setFilename(file)
                .setTensorInfo(TensorInfo.newBuilder().setName(tensor));
    }

    private static TensorInfo info(String tensor, DataType type, long... shape) {
        return TensorInfo.newBuilder()
                .setName(tensor)
                .setDtype(type)
                .setTensorShape(shape(shape))
                .build();
    }

    private static TensorShapeProto shape(long... sizes) {
        TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
        for (long size : sizes) {
            proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return proto.build();
    }
}
