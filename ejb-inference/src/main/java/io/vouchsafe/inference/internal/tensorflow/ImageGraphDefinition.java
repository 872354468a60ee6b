package io.vouchsafe.inference.internal.tensorflow;

import com.google.protobuf.ByteString;
import io.vouchsafe.inference.internal.tensorflow.ImageGraph.Coding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The graph of {@link ImageGraph}: one branch for each coding, of which a run computes only its
 * own. Cutting and resizing work on the decoded bytes, so that a large picture never becomes four
 * times as large in floating numbers.
 */
final class ImageGraphDefinition {
    static final List<String> INPUTS = List.of("contents", "begin", "size", "resized", "paddings");

    /** Rec. 601 luma, as TensorFlow's and libpng's grey, with a sum of exactly 1. */
    private static final float[] GREY = {0.299f, 0.587f, 0.114f};

    private static final DataType FLOAT = DataType.DT_FLOAT;
    private static final DataType BYTE = DataType.DT_UINT8;

    private final ImageForm form;
    private final GraphDef.Builder graph = GraphDef.newBuilder();

    ImageGraphDefinition(ImageForm form) {
        this.form = form;
    }

    static String output(Coding coding) {
        return coding.name() + "/out";
    }

    GraphDef build() {
        placeholder("contents", DataType.DT_STRING);
        placeholder("begin", DataType.DT_INT32);
        placeholder("size", DataType.DT_INT32);
        placeholder("resized", DataType.DT_INT32);
        placeholder("paddings", DataType.DT_INT32);
        constants();
        for (Coding coding : Coding.values()) {
            branch(coding);
        }
        return graph.build();
    }

    private void constants() {
        whole("axis0", 0);
        whole("axis3", 3);
        wholes("first", 0, 0, 0);
        wholes("colours", -1, -1, 3);
        wholes("threefold", 1, 1, 1, 3);
        wholes("channels-first", 0, 3, 1, 2);
        floats("grey", GREY);
        floats("factors", form.factors());
        floats("offsets", form.offsets());
        scalar("edge", form.edge());
        scalar("none", 0f);
        scalar("full", 255f);
    }

    private void branch(Coding coding) {
        String at = coding.name() + "/";
        String decoded = decode(coding, at);
        int channels = channels(coding);
        add(at + "cut", "Slice", type("T", BYTE), type("Index", DataType.DT_INT32))
                .addAllInput(List.of(decoded, "begin", "size"));
        add(at + "one", "ExpandDims", type("T", BYTE), type("Tdim", DataType.DT_INT32))
                .addAllInput(List.of(at + "cut", "axis0"));
        String pixels = coloured(at, resize(at), channels);
        add(at + "padded", "PadV2", type("T", FLOAT), type("Tpaddings", DataType.DT_INT32))
                .addAllInput(List.of(pixels, "paddings", "edge"));
        add(at + "times", "Mul", type("T", FLOAT)).addAllInput(List.of(at + "padded", "factors"));
        add(at + "plus", "AddV2", type("T", FLOAT)).addAllInput(List.of(at + "times", "offsets"));
        finish(at, form.channelsFirst() ? turned(at) : at + "plus");
    }

    private String decode(Coding coding, String at) {
        switch (coding) {
            case PLAIN -> decodeImage(at + "decoded", form.channels());
            case GIF -> decodeImage(at + "decoded", 3);
            case BMP_GREY, BMP_COLOUR ->
                    add(at + "decoded", "DecodeBmp", number("channels", 0)).addInput("contents");
        }
        if (coding != Coding.BMP_COLOUR) {
            return at + "decoded";
        }
        add(at + "opaque", "Slice", type("T", BYTE), type("Index", DataType.DT_INT32))
                .addAllInput(List.of(at + "decoded", "first", "colours"));
        return at + "opaque";
    }

    private void decodeImage(String name, int channels) {
        add(
                        name,
                        "DecodeImage",
                        number("channels", channels),
                        type("dtype", BYTE),
                        truth("expand_animations", false))
                .addInput("contents");
    }

    private int channels(Coding coding) {
        return switch (coding) {
            case PLAIN -> form.channels();
            case GIF, BMP_COLOUR -> 3;
            case BMP_GREY -> 1;
        };
    }

    private String resize(String at) {
        ImageForm.Interpolation way = form.interpolation();
        NodeDef.Builder node =
                add(at + "resize", way.operation, type("T", BYTE), truth("align_corners", false));
        if (way != ImageForm.Interpolation.AREA) {
            node.putAttr("half_pixel_centers", AttrValue.newBuilder().setB(true).build());
        }
        node.addAllInput(List.of(at + "one", "resized"));
        if (way != ImageForm.Interpolation.NEAREST) {
            return at + "resize";
        }
        add(at + "floating", "Cast", type("SrcT", BYTE), type("DstT", FLOAT))
                .addInput(at + "resize");
        return at + "floating";
    }

    private String coloured(String at, String pixels, int channels) {
        if (channels == form.channels()) {
            return pixels;
        }
        if (channels == 1) {
            add(at + "tripled", "Tile", type("T", FLOAT), type("Tmultiples", DataType.DT_INT32))
                    .addAllInput(List.of(pixels, "threefold"));
            return at + "tripled";
        }
        add(at + "weighed", "Mul", type("T", FLOAT)).addAllInput(List.of(pixels, "grey"));
        add(
                        at + "summed",
                        "Sum",
                        type("T", FLOAT),
                        type("Tidx", DataType.DT_INT32),
                        truth("keep_dims", true))
                .addAllInput(List.of(at + "weighed", "axis3"));
        return at + "summed";
    }

    private String turned(String at) {
        add(at + "turned", "Transpose", type("T", FLOAT), type("Tperm", DataType.DT_INT32))
                .addAllInput(List.of(at + "plus", "channels-first"));
        return at + "turned";
    }

    private void finish(String at, String numbers) {
        if (form.dataType() == io.vouchsafe.kernel.DataType.FP32) {
            add(at + "out", "Identity", type("T", FLOAT)).addInput(numbers);
            return;
        }
        add(at + "round", "Round", type("T", FLOAT)).addInput(numbers);
        add(at + "least", "Maximum", type("T", FLOAT)).addAllInput(List.of(at + "round", "none"));
        add(at + "most", "Minimum", type("T", FLOAT)).addAllInput(List.of(at + "least", "full"));
        add(at + "out", "Cast", type("SrcT", FLOAT), type("DstT", BYTE)).addInput(at + "most");
    }

    private record Attribute(String name, AttrValue value) {}

    private static Attribute type(String name, DataType type) {
        return new Attribute(name, AttrValue.newBuilder().setType(type).build());
    }

    private static Attribute number(String name, long value) {
        return new Attribute(name, AttrValue.newBuilder().setI(value).build());
    }

    private static Attribute truth(String name, boolean value) {
        return new Attribute(name, AttrValue.newBuilder().setB(value).build());
    }

    private NodeDef.Builder add(String name, String operation, Attribute... attributes) {
        NodeDef.Builder node = graph.addNodeBuilder().setName(name).setOp(operation);
        for (Attribute attribute : attributes) {
            node.putAttr(attribute.name(), attribute.value());
        }
        return node;
    }

    private void placeholder(String name, DataType type) {
        add(name, "Placeholder", type("dtype", type));
    }

    private void whole(String name, int value) {
        constant(name, DataType.DT_INT32, new int[0], ints(value));
    }

    private void wholes(String name, int... values) {
        constant(name, DataType.DT_INT32, new int[] {values.length}, ints(values));
    }

    private void scalar(String name, float value) {
        constant(name, FLOAT, new int[0], bytes(value));
    }

    private void floats(String name, float... values) {
        constant(name, FLOAT, new int[] {values.length}, bytes(values));
    }

    private void constant(String name, DataType type, int[] sizes, ByteBuffer content) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int size : sizes) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        TensorProto value =
                TensorProto.newBuilder()
                        .setDtype(type)
                        .setTensorShape(shape)
                        .setTensorContent(ByteString.copyFrom(content))
                        .build();
        add(name, "Const", type("dtype", type))
                .putAttr("value", AttrValue.newBuilder().setTensor(value).build());
    }

    private static ByteBuffer ints(int... values) {
        ByteBuffer bytes = little(values.length);
        bytes.asIntBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer bytes(float... values) {
        ByteBuffer bytes = little(values.length);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer little(int elements) {
        return ByteBuffer.allocate(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
