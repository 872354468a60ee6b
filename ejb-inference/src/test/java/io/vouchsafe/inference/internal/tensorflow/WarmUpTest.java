package io.vouchsafe.inference.internal.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.testing.GraphModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

class WarmUpTest {
    @TempDir Path folder;

    /** Answers {@code x}, unless that is no number: then it fails. */
    private Path strict() {
        AttrValue floats = AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
        return new GraphModel()
                .node("x", "Placeholder", node -> node.putAttr("dtype", floats))
                .node(
                        "y",
                        "CheckNumerics",
                        node ->
                                node.putAttr("T", floats)
                                        .putAttr(
                                                "message",
                                                AttrValue.newBuilder()
                                                        .setS(ByteString.copyFromUtf8("no number"))
                                                        .build()),
                        "x")
                .input("x", "x:0", DataType.DT_FLOAT, -1)
                .output("y", "y:0", DataType.DT_FLOAT, -1)
                .write(folder);
    }

    private static byte[] message(int field, byte[]... values) {
        try {
            var bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            for (byte[] value : values) {
                out.writeByteArray(field, value);
            }
            out.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] text(int field, String value) {
        return message(field, ByteString.copyFromUtf8(value).toByteArray());
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** As {@code tensorflow_serving/apis/prediction_log.proto} has it. */
    private static byte[] prediction(String signature, String input, TensorProto value) {
        byte[] spec = message(1, joined(text(1, "m"), text(3, signature)));
        byte[] entry = message(2, joined(text(1, input), message(2, value.toByteArray())));
        return message(6, message(1, joined(spec, entry)));
    }

    private static byte[] classification(String... examples) {
        byte[] list = {};
        for (String example : examples) {
            list = joined(list, text(1, example));
        }
        return message(
                2, message(1, joined(message(1, text(1, "m")), message(2, message(1, list)))));
    }

    private static TensorProto floats(float... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setTensorShape(
                                TensorShapeProto.newBuilder()
                                        .addDim(
                                                TensorShapeProto.Dim.newBuilder()
                                                        .setSize(values.length)));
        for (float value : values) {
            tensor.addFloatVal(value);
        }
        return tensor.build();
    }

    private static byte[] framed(byte[]... records) {
        var file = new ByteArrayOutputStream();
        for (byte[] record : records) {
            byte[] length =
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(record.length)
                            .array();
            file.writeBytes(length);
            file.writeBytes(sum(length));
            file.writeBytes(record);
            file.writeBytes(sum(record));
        }
        return file.toByteArray();
    }

    private static byte[] sum(byte[] of) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(TensorFlowRecords.masked(of, 0, of.length))
                .array();
    }

    private static void put(Path model, byte[] file) throws IOException {
        Path requests = model.resolve(WarmUp.FILE);
        Files.createDirectories(requests.getParent());
        Files.write(requests, file);
    }

    private static ModelRejectedException rejected(Path model) {
        ModelRejectedException rejected = Engines.rejected(() -> Engines.load(model));
        assertThat(rejected.problem()).isEqualTo("model-warm-up");
        return rejected;
    }

    @Test
    void theMaskedSum_isTheOneOfTheFormat() {
        byte[] zero = new byte[8]; // the length of an empty record, as TensorFlow writes it

        assertThat(sum(zero)).containsExactly(0x29, 0x03, 0x98, 0x07);
    }

    @Test
    void aModelsOwnRequests_areReplayed() throws IOException {
        Path model = strict();
        put(
                model,
                framed(
                        prediction("serving_default", "x", floats(1, 2, 3)),
                        prediction("", "x", floats(4))));

        try (LoadedModel loaded = Engines.load(model)) {
            assertThat(loaded.signatures()).containsKey("serving_default");
        }
    }

    @Test
    void aRequestThatTheModelRefuses_failsTheLoadWithItsNumber() throws IOException {
        Path model = strict();
        put(model, framed(prediction("", "x", floats(1)), prediction("", "x", floats(Float.NaN))));

        assertThat(rejected(model)).hasMessageContaining("record 2").hasMessageNotContaining("NaN");
    }

    @Test
    void classificationsAreReplayedAsTheirExamples() throws IOException {
        Path model = GraphModel.identity(DataType.DT_STRING, -1).write(folder);
        put(model, framed(classification("a", "b")));

        Engines.load(model).close();
    }

    @Test
    void whatCannotBeReplayed_isNamed() throws IOException {
        Path model = strict();

        put(model, framed(prediction("nonsense", "x", floats(1))));
        assertThat(rejected(model)).hasMessageContaining("signature 'nonsense'");
        put(model, framed(prediction("", "z", floats(1))));
        assertThat(rejected(model)).hasMessageContaining("input 'x' is missing");
        TensorProto whole =
                floats(1).toBuilder().setDtype(DataType.DT_INT32).clearFloatVal().build();
        put(model, framed(prediction("", "x", whole)));
        assertThat(rejected(model)).hasMessageContaining("input 'x' is INT32");
        put(model, framed(message(5, new byte[0])));
        assertThat(rejected(model)).hasMessageContaining("fields [5]");
        put(model, framed(new byte[] {(byte) 0xff, 1, 2}));
        assertThat(rejected(model)).hasMessageContaining("Record 1");
        TensorProto huge =
                floats().toBuilder()
                        .setTensorShape(
                                TensorShapeProto.newBuilder()
                                        .addDim(
                                                TensorShapeProto.Dim.newBuilder()
                                                        .setSize(1L << 40)))
                        .build();
        put(model, framed(prediction("", "x", huge)));
        assertThat(rejected(model)).hasMessageContaining("shape [1099511627776]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 11, 12, 20, -1})
    void aFlippedBit_isFound(int position) throws IOException {
        Path model = strict();
        byte[] file = framed(prediction("", "x", floats(1)));
        file[position < 0 ? file.length - 1 : position] ^= 1;
        put(model, file);

        assertThat(rejected(model)).hasMessageContaining("damaged at byte 0");
    }

    @Test
    void aFileThatIsCutOff_isDamaged() throws IOException {
        Path model = strict();
        byte[] file = framed(prediction("", "x", floats(1)));
        for (int length : new int[] {1, 11, 12, file.length - 1}) {
            put(model, Arrays.copyOf(file, length));

            assertThat(rejected(model)).hasMessageContaining("damaged");
        }
    }

    @Test
    void moreRecordsThanAnybodyWaitsFor_areRefused() throws IOException {
        Path model = strict();
        byte[][] records = new byte[1001][];
        Arrays.fill(records, prediction("", "x", floats(1)));
        put(model, framed(records));

        assertThat(rejected(model)).hasMessageContaining("more than 1000");
    }

    @Test
    void anEmptyFileWarmsNothing() throws IOException {
        Path model = strict();
        put(model, new byte[0]);

        Engines.load(model).close();
    }
}
