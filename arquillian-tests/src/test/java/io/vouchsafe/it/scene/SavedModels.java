package io.vouchsafe.it.scene;

import com.google.protobuf.ByteString;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
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
import org.tensorflow.proto.VersionDef;

/** Small SavedModels written by hand, without variables: files by their path in the folder. */
public final class SavedModels {
    private static final int PRODUCER = 1882;
    private static final TensorShapeProto COLUMN = shape(-1, 1);
    private static final TensorShapeProto SCALAR = shape();

    private SavedModels() {}

    /** {@code y = x / 2 + 2} for a column {@code x}. */
    public static Map<String, byte[]> halfPlusTwo() {
        return halfPlus(2, "serve");
    }

    /** {@code y = x / 2 + 3}: the next version. */
    public static Map<String, byte[]> halfPlusThree() {
        return halfPlus(3, "serve");
    }

    /** A good graph that no server is meant to serve. */
    public static Map<String, byte[]> taggedOnly(String tag) {
        return halfPlus(2, tag);
    }

    /** Gives back every text it sees ({@code echo_<input>}), and how long the first is. */
    public static Map<String, byte[]> mirror() {
        GraphDef.Builder graph = graph();
        SignatureDef.Builder signature = predict();
        for (String input : new String[] {"text", "name", "note"}) {
            graph.addNode(placeholder(input, DataType.DT_STRING));
            graph.addNode(
                    node("echo_" + input, "Identity", input).putAttr("T", of(DataType.DT_STRING)));
            signature.putInputs(input, info(input, DataType.DT_STRING, COLUMN));
            signature.putOutputs(
                    "echo_" + input, info("echo_" + input, DataType.DT_STRING, COLUMN));
        }
        graph.addNode(
                node("length", "StringLength", "text")
                        .putAttr("unit", AttrValue.newBuilder().setS(utf8("UTF8_CHAR")).build()));
        signature.putOutputs("length", info("length", DataType.DT_INT32, COLUMN));
        return files(graph, signature, "serve");
    }

    /** Reads a file of the server while it predicts. */
    public static Map<String, byte[]> readingAFile() {
        GraphDef.Builder graph = graph();
        graph.addNode(placeholder("x", DataType.DT_FLOAT));
        graph.addNode(text("path", "/etc/passwd"));
        graph.addNode(node("leak", "ReadFile", "path", "^x"));
        SignatureDef.Builder signature = predict();
        signature.putInputs("x", info("x", DataType.DT_FLOAT, COLUMN));
        signature.putOutputs("y", info("leak", DataType.DT_STRING, SCALAR));
        return files(graph, signature, "serve");
    }

    /** Writes a file of the server: the operation has no output, so only a control edge tells. */
    public static Map<String, byte[]> writingAFile(String path) {
        GraphDef.Builder graph = graph();
        graph.addNode(placeholder("x", DataType.DT_FLOAT));
        graph.addNode(text("path", path));
        graph.addNode(text("content", "written by a model"));
        graph.addNode(node("spoil", "WriteFile", "path", "content"));
        graph.addNode(node("y", "Identity", "x", "^spoil").putAttr("T", of(DataType.DT_FLOAT)));
        return files(graph, columns(), "serve");
    }

    /** Reads a file inside a function that the graph calls. */
    public static Map<String, byte[]> readingAFileInAFunction() {
        OpDef.Builder declaration =
                OpDef.newBuilder()
                        .setName("harmless_name")
                        .addInputArg(argument("value"))
                        .addOutputArg(argument("result"));
        FunctionDef function =
                FunctionDef.newBuilder()
                        .setSignature(declaration)
                        .addNodeDef(text("path", "/etc/passwd"))
                        .addNodeDef(node("leak", "ReadFile", "path:output:0"))
                        .addNodeDef(
                                node("kept", "Identity", "value", "^leak")
                                        .putAttr("T", of(DataType.DT_FLOAT)))
                        .putRet("result", "kept:output:0")
                        .build();
        GraphDef.Builder graph = graph();
        graph.getLibraryBuilder().addFunction(function);
        graph.addNode(placeholder("x", DataType.DT_FLOAT));
        AttrValue floats =
                AttrValue.newBuilder()
                        .setList(
                                AttrValue.ListValue.newBuilder().addType(DataType.DT_FLOAT).build())
                        .build();
        graph.addNode(
                node("y", "PartitionedCall", "x")
                        .putAttr("Tin", floats)
                        .putAttr("Tout", floats)
                        .putAttr(
                                "f",
                                AttrValue.newBuilder()
                                        .setFunc(NameAttrList.newBuilder().setName("harmless_name"))
                                        .build()));
        return files(graph, columns(), "serve");
    }

    private static Map<String, byte[]> halfPlus(float constant, String tag) {
        GraphDef.Builder graph = graph();
        graph.addNode(placeholder("x", DataType.DT_FLOAT));
        graph.addNode(number("a", 0.5f));
        graph.addNode(number("b", constant));
        graph.addNode(node("half", "Mul", "x", "a").putAttr("T", of(DataType.DT_FLOAT)));
        graph.addNode(node("y", "AddV2", "half", "b").putAttr("T", of(DataType.DT_FLOAT)));
        return files(graph, columns(), tag);
    }

    private static SignatureDef.Builder columns() {
        return predict()
                .putInputs("x", info("x", DataType.DT_FLOAT, COLUMN))
                .putOutputs("y", info("y", DataType.DT_FLOAT, COLUMN));
    }

    private static Map<String, byte[]> files(
            GraphDef.Builder graph, SignatureDef.Builder signature, String tag) {
        MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().setGraphDef(graph);
        meta.getMetaInfoDefBuilder().addTags(tag).setTensorflowVersion("2.18.0");
        meta.putSignatureDef("serving_default", signature.build());
        SavedModel model =
                SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build();
        return Map.of("saved_model.pb", model.toByteArray());
    }

    private static GraphDef.Builder graph() {
        return GraphDef.newBuilder().setVersions(VersionDef.newBuilder().setProducer(PRODUCER));
    }

    private static SignatureDef.Builder predict() {
        return SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
    }

    private static NodeDef.Builder placeholder(String name, DataType type) {
        return node(name, "Placeholder")
                .putAttr("dtype", of(type))
                .putAttr("shape", AttrValue.newBuilder().setShape(COLUMN).build());
    }

    private static NodeDef.Builder number(String name, float value) {
        return constant(
                name,
                TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).addFloatVal(value).build());
    }

    private static NodeDef.Builder text(String name, String value) {
        return constant(
                name,
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_STRING)
                        .addStringVal(utf8(value))
                        .build());
    }

    private static NodeDef.Builder constant(String name, TensorProto value) {
        return node(name, "Const")
                .putAttr("dtype", of(value.getDtype()))
                .putAttr(
                        "value",
                        AttrValue.newBuilder()
                                .setTensor(value.toBuilder().setTensorShape(SCALAR))
                                .build());
    }

    private static NodeDef.Builder node(String name, String operation, String... inputs) {
        NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(operation);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node;
    }

    private static OpDef.ArgDef argument(String name) {
        return OpDef.ArgDef.newBuilder().setName(name).setType(DataType.DT_FLOAT).build();
    }

    private static TensorInfo info(String node, DataType type, TensorShapeProto shape) {
        return TensorInfo.newBuilder()
                .setName(node + ":0")
                .setDtype(type)
                .setTensorShape(shape)
                .build();
    }

    private static AttrValue of(DataType type) {
        return AttrValue.newBuilder().setType(type).build();
    }

    private static TensorShapeProto shape(long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : sizes) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return shape.build();
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
