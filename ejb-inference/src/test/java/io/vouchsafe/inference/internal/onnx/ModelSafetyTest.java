package io.vouchsafe.inference.internal.onnx;

import static io.vouchsafe.inference.internal.onnx.OnnxModels.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSafetyTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "ai.onnx.contrib, BertTokenizer", // onnxruntime-extensions: another library
        "com.example, Anything", // nobody knows it
        "org.pytorch.aten, ATen", // calls PyTorch
        "com.microsoft, EPContext", // reads a file of its own
        "com.microsoft, PythonOp", // runs Python
        "com.microsoft, ATen" // calls PyTorch
    })
    void operatorsOfOthers_areRefusedByName(String domain, String operator) {
        OnnxModels.write(folder, with(domain, operator));

        ModelRejectedException rejected = OnnxModels.rejected(folder);

        assertThat(rejected.problem()).isEqualTo("model-unsafe-op");
        assertThat(rejected).hasMessageContaining(domain + "." + operator);
    }

    private static ModelWriter with(String domain, String operator) {
        return new ModelWriter()
                .domain(domain, 1)
                .input("x", DataType.FP32, -1)
                .node(domain, operator, List.of("x"), List.of("y"))
                .output("y", DataType.FP32, -1);
    }

    @Test
    void anOperatorInsideABranch_isFoundToo() {
        ModelWriter branch =
                new ModelWriter()
                        .node("com.example", "Hidden", List.of("x"), List.of("y"))
                        .output("y", DataType.FP32, -1);
        OnnxModels.write(
                folder,
                new ModelWriter()
                        .input("x", DataType.FP32, -1)
                        .input("c", DataType.BOOL)
                        .node(
                                "",
                                "If",
                                List.of("c"),
                                List.of("y"),
                                ModelWriter.graph("then_branch", branch),
                                ModelWriter.graph("else_branch", branch))
                        .output("y", DataType.FP32, -1));

        assertThat(OnnxModels.rejected(folder)).hasMessageContaining("com.example.Hidden");
    }

    /** As torch.onnx.export(dynamo=True) writes them. */
    private static ModelWriter function(String inside, String operator) {
        return new ModelWriter()
                .domain("pkg.torch", 1)
                .model(
                        out ->
                                out.writeBytes(
                                        25,
                                        ModelWriter.message(
                                                function -> {
                                                    function.writeString(1, "Twice");
                                                    function.writeString(4, "a");
                                                    function.writeString(5, "b");
                                                    function.writeBytes(
                                                            7,
                                                            ModelWriter.nodeOf(
                                                                    inside,
                                                                    operator,
                                                                    List.of("a", "a"),
                                                                    List.of("b")));
                                                    function.writeBytes(
                                                            9,
                                                            ModelWriter.message(
                                                                    set -> {
                                                                        set.writeString(1, "");
                                                                        set.writeInt64(2, 20);
                                                                    }));
                                                    function.writeString(10, "pkg.torch");
                                                })))
                .input("x", DataType.FP32, -1)
                .node("pkg.torch", "Twice", List.of("x"), List.of("y"))
                .output("y", DataType.FP32, -1);
    }

    @Test
    void aFunctionOfTheModelItself_isAllowedAndRuns() {
        OnnxModels.write(folder, function("", "Add"));

        try (LoadedModel model = ENGINE.load(folder)) {
            Tensor y =
                    OnnxModels.predict(model, Map.of("x", Tensor.floats(Shape.of(2), 1, 4)))
                            .get("y");

            assertThat(OnnxModels.floats(y)).containsExactly(2, 8);
        }
    }

    @Test
    void anOperatorInsideAFunction_isFoundToo() {
        OnnxModels.write(folder, function("com.example", "Hidden"));

        assertThat(OnnxModels.rejected(folder)).hasMessageContaining("com.example.Hidden");
    }

    private static ModelWriter external(String location, long offset, long length) {
        return new ModelWriter()
                .input("x", DataType.FP32, -1)
                .initializer(
                        ModelWriter.external(
                                "w", DataType.FP32, Shape.of(2), location, offset, length))
                .node("", "Add", List.of("x", "w"), List.of("y"))
                .output("y", DataType.FP32, 2);
    }

    private void weights(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(
                path,
                ByteBuffer.allocate(12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(-1)
                        .putFloat(10)
                        .putFloat(20)
                        .array());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx.data", "model.onnx_data", "weights/w 1.bin"})
    void weightsBesideTheModel_areRead(String file) throws IOException {
        weights(file);
        OnnxModels.write(folder, external(file, 4, 8));

        try (LoadedModel model = ENGINE.load(folder)) {
            Tensor y =
                    OnnxModels.predict(model, Map.of("x", Tensor.floats(Shape.of(2), 1, 2)))
                            .get("y");

            assertThat(OnnxModels.floats(y)).containsExactly(11, 22);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/hostname", // absolute
                "../secret", // above
                "a/../../secret", // above, on a detour
                "..\\secret", // above, elsewhere
                "missing", // nothing
                "weights", // a folder
                "*/_ORT_MEM_ADDR_/*", // an address in memory
                "_ORT_MEM_ADDR_", // the same, more plainly
                "" // nothing said
            })
    void otherFiles_areRefused(String location) throws IOException {
        weights("weights/w");
        Files.createDirectories(folder.resolve("*/_ORT_MEM_ADDR_"));
        Files.write(folder.resolve("*/_ORT_MEM_ADDR_/*"), new byte[12]);
        Files.write(folder.resolve("_ORT_MEM_ADDR_"), new byte[12]);
        OnnxModels.write(folder, external(location, 0, 8));

        ModelRejectedException rejected = OnnxModels.rejected(folder);

        assertThat(rejected.problem()).isEqualTo("model-unsafe-op");
        assertThat(rejected).hasMessageContaining("'w'");
    }

    @Test
    void aLinkOutOfTheFolder_isRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("weights"), Path.of("/etc/hostname"));
        OnnxModels.write(folder, external("weights", 0, 1));

        assertThat(OnnxModels.rejected(folder).problem()).isEqualTo("model-unsafe-op");
    }

    @Test
    void aConstantInsideANode_isCheckedToo() {
        OnnxModels.write(
                folder,
                new ModelWriter()
                        .node(
                                "",
                                "Constant",
                                List.of(),
                                List.of("y"),
                                ModelWriter.constant(
                                        "value",
                                        ModelWriter.external(
                                                "v",
                                                DataType.FP32,
                                                Shape.of(2),
                                                "/etc/hostname",
                                                0,
                                                8)))
                        .output("y", DataType.FP32, 2));

        assertThat(OnnxModels.rejected(folder)).hasMessageContaining("/etc/hostname");
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "100, 1", "0, 13"})
    void weightsBeyondTheFile_areRefused(long offset, long length) throws IOException {
        weights("w.bin");
        OnnxModels.write(folder, external("w.bin", offset, length));

        assertThat(OnnxModels.rejected(folder).problem()).isEqualTo("model-unreadable");
    }

    @Test
    void settingsInsideTheModel_areRefused() {
        OnnxModels.write(
                folder,
                OnnxModels.linear(new float[] {1}, 0)
                        .model(
                                out ->
                                        out.writeBytes(
                                                14,
                                                ModelWriter.message(
                                                        entry -> {
                                                            entry.writeString(1, "ort_config");
                                                            entry.writeString(2, "{}");
                                                        }))));

        assertThat(OnnxModels.rejected(folder)).hasMessageContaining("ort_config");
    }

    @Test
    void branchesWithoutEnd_areRefused() {
        ModelWriter nested = new ModelWriter();
        for (int i = 0; i < 60; i++) {
            nested =
                    new ModelWriter()
                            .node(
                                    "",
                                    "If",
                                    List.of("c"),
                                    List.of("y"),
                                    ModelWriter.graph("then_branch", nested));
        }
        OnnxModels.write(folder, nested);

        assertThat(OnnxModels.rejected(folder).problem()).isEqualTo("model-unreadable");
    }

    /** Whatever the bytes are: read, or refused with a reason. */
    @Test
    void damagedModels_areReadOrRefused() throws IOException {
        byte[] sound = function("", "Add").build();
        Random random = new Random(20);

        for (int i = 0; i < 3000; i++) {
            byte[] damaged = sound.clone();
            for (int hit = 0; hit <= i % 4; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(folder.resolve("model.onnx"), damaged);

            assertThatCode(
                            () -> {
                                try {
                                    ENGINE.inspect(folder);
                                } catch (ModelRejectedException expected) {
                                    assertThat(expected.problem()).startsWith("model-");
                                }
                            })
                    .doesNotThrowAnyException();
        }
    }
}
