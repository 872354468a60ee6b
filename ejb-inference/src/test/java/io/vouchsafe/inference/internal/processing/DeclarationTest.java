package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.Declared.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {
    private static final Signature INNER =
            new Signature(
                    Signature.DEFAULT,
                    "tensorflow/serving/predict",
                    List.of(
                            new TensorSpec("pixels", DataType.FP32, Shape.of(-1, 8, 8, 3)),
                            new TensorSpec("ids", DataType.INT64, Shape.of(-1, 16)),
                            new TensorSpec("mask", DataType.FP32, Shape.of(-1, 16)),
                            new TensorSpec("row", DataType.FP32, Shape.of(-1, 2))),
                    List.of(
                            new TensorSpec("scores", DataType.FP32, Shape.of(-1, 3)),
                            new TensorSpec("names", DataType.BYTES, Shape.of(-1, 3))));

    @TempDir Path folder;

    private List<Signature> read(String text) {
        Declared.write(folder, Declaration.FILE, text);
        return Declaration.publicSignatures(folder, List.of(INNER));
    }

    private List<Signature> inputs(String steps) {
        return read(
                "{\"vouchsafe\": 1, \"signatures\": {\"serving_default\": {\"inputs\": ["
                        + steps
                        + "]}}}");
    }

    private List<Signature> outputs(String steps) {
        return read(
                "{\"vouchsafe\": 1, \"signatures\": {\"serving_default\": {\"outputs\": ["
                        + steps
                        + "]}}}");
    }

    @Test
    void withoutDeclaration_theSignaturesAreTheModels() {
        assertThat(Declaration.publicSignatures(folder, List.of(INNER))).containsExactly(INNER);
    }

    @Test
    void aSignatureWithoutSteps_isTheModels() {
        assertThat(read("{\"vouchsafe\": 1, \"signatures\": {}}")).containsExactly(INNER);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | vouchsafe.json cannot be read as JSON",
                "[] | it is no object",
                "{} {} | cannot be read as JSON",
                "{\"vouchsafe\": 1, \"vouchsafe\": 1, \"signatures\": {}} | Duplicate field",
                "{\"signatures\": {}} | vouchsafe.json: 'vouchsafe' is missing",
                "{\"vouchsafe\": 2, \"signatures\": {}} | Version 2 of the declaration is not known",
                "{\"vouchsafe\": 1} | 'signatures' is missing",
                "{\"vouchsafe\": 1, \"signatures\": []} | 'signatures' must be an object",
                "{\"vouchsafe\": 1, \"signatures\": {\"x\": 1}} | an object of objects",
                "{\"vouchsafe\": 1, \"signatures\": {\"x\": {}}} | no signature 'x'. It has serving_default",
                "{\"vouchsafe\": 1, \"signatures\": {}, \"more\": 1} | 'more' is not known here"
            })
    void theFileItself(String text, String sentence) {
        assertThat(rejected(() -> read(text))).contains(sentence);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 'inputs' must be a list of objects",
                "{} | input step 1: 'step' is missing",
                "{\"step\": \"resize\"} | there is no step 'resize'. There are image, text, table",
                "{\"step\": \"image\", \"to\": \"pixels\"} | input step 1 (image): 'from' is missing",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"pixel\"} | no tensor 'pixel' there. It has pixels (FP32 [-1, 8, 8, 3])",
                "{\"step\": \"image\", \"from\": \"\", \"to\": \"pixels\"} | 'from' must be a name",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"pixels\", \"width\": 9, \"height\": 8} | gives UINT8 or FP32 of shape [-1, 8, 9, 3], but tensor 'pixels' of the model is FP32 of shape [-1, 8, 8, 3]",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"ids\", \"width\": 4, \"height\": 4, \"channels\": 1, \"layout\": \"flat\"} | tensor 'ids' of the model is INT64",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"pixels\", \"width\": 0, \"height\": 8} | 'width' must be a whole number from 1 to 8192",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"pixels\", \"width\": 8, \"height\": 8, \"channels\": 2} | 1 (grey) or 3 (colour)",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"pixels\", \"width\": 8, \"height\": 8, \"fit\": \"squeeze\"} | one of stretch, crop, pad, exact",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"pixels\", \"width\": 8, \"height\": 8, \"share\": 0.5} | left out unless 'fit' is 'crop'",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"pixels\", \"width\": 8, \"height\": 8, \"mean\": [1, 2]} | a number, or 3 of them in a list",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"pixels\", \"width\": 8, \"height\": 8, \"deviation\": 0} | 'deviation' must be above 0",
                "{\"step\": \"image\", \"from\": \"a\", \"to\": \"pixels\", \"width\": 8, \"height\": 8, \"std\": 1} | 'std' is not known here. It takes channels, deviation",
                "{\"step\": \"image\", \"from\": \"ids\", \"to\": \"pixels\", \"width\": 8, \"height\": 8} | the name 'ids' is given twice",
                "{\"step\": \"text\", \"from\": \"t\", \"vocabulary\": \"assets/v.txt\", \"length\": 16, \"ids\": \"ids\"} | 'assets/v.txt' is no file in the model's folder",
                "{\"step\": \"text\", \"from\": \"t\", \"vocabulary\": \"../v.txt\", \"length\": 16, \"ids\": \"ids\"} | '../v.txt' is no file",
                "{\"step\": \"text\", \"from\": \"t\", \"vocabulary\": \"/etc/hostname\", \"length\": 16, \"ids\": \"ids\"} | is no file",
                "{\"step\": \"text\", \"from\": \"t\", \"vocabulary\": [], \"length\": 16, \"ids\": \"ids\"} | 'vocabulary' holds no entry",
                "{\"step\": \"text\", \"from\": \"t\", \"vocabulary\": [\"a\", \"a\"], \"length\": 16, \"ids\": \"ids\"} | 'vocabulary' holds entry 2 twice",
                "{\"step\": \"text\", \"from\": \"t\", \"vocabulary\": [\"a\"], \"length\": 16, \"ids\": \"ids\"} | token '[UNK]' is not in the vocabulary",
                "{\"step\": \"text\", \"from\": \"t\", \"tokenizer\": \"bpe\", \"vocabulary\": [\"a\"], \"length\": 16, \"ids\": \"ids\"} | one of wordpiece, words, chinese-words",
                "{\"step\": \"text\", \"from\": \"t\", \"tokenizer\": \"words\", \"vocabulary\": [\"\", \"[UNK]\"], \"length\": 15, \"ids\": \"ids\"} | gives INT32 or INT64 of shape [-1, 15]",
                "{\"step\": \"text\", \"from\": \"t\", \"tokenizer\": \"words\", \"vocabulary\": [\"\", \"[UNK]\"], \"length\": 16} | 'ids' is missing",
                "{\"step\": \"text\", \"from\": \"t\", \"tokenizer\": \"words\", \"vocabulary\": [\"\", \"[UNK]\"], \"length\": 16, \"ids\": \"ids\", \"mask\": \"mask\"} | tensor 'mask' of the model is FP32",
                "{\"step\": \"text\", \"from\": \"t\", \"tokenizer\": \"words\", \"vocabulary\": [\"\", \"[UNK]\"], \"length\": 16, \"ids\": \"ids\", \"segments\": \"ids\"} | tensor 'ids' is already fed",
                "{\"step\": \"table\", \"to\": \"row\", \"columns\": []} | 'columns' holds no entry",
                "{\"step\": \"table\", \"to\": \"row\", \"columns\": [{\"name\": \"a\"}]} | gives INT32 or INT64 or FP32 or FP64 of shape [-1, 1]",
                "{\"step\": \"table\", \"to\": \"row\", \"columns\": [{\"name\": \"a\"}, {\"name\": \"a\"}]} | the name 'a' is given twice",
                "{\"step\": \"table\", \"to\": \"row\", \"columns\": [{\"name\": \"a\"}, {\"name\": \"b\", \"kind\": \"date\"}]} | (table), column 2: 'kind' must be one of number, category",
                "{\"step\": \"table\", \"to\": \"row\", \"columns\": [{\"name\": \"a\"}, {\"name\": \"b\", \"kind\": \"category\", \"vocabulary\": [1]}]} | column 2: 'vocabulary' must be a list of texts",
                "{\"step\": \"table\", \"to\": \"row\", \"columns\": [{\"name\": \"a\"}, {\"name\": \"b\", \"kind\": \"category\", \"vocabulary\": [\"x\"], \"encoding\": \"index\", \"unknown\": \"zeros\"}]} | 'refuse', 'first' or 'last' with 'index'",
                "{\"step\": \"table\", \"to\": \"row\", \"columns\": [{\"name\": \"a\"}, {\"name\": \"b\", \"kind\": \"category\", \"vocabulary\": [\"x\"], \"missing\": \"y\"}]} | 'missing' must be a value of the vocabulary",
                "{\"step\": \"table\", \"to\": \"row\", \"columns\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}, {\"step\": \"table\", \"to\": \"row\", \"columns\": [{\"name\": \"c\"}, {\"name\": \"d\"}]} | tensor 'row' is already fed by another step"
            })
    void inputSteps(String steps, String sentence) {
        assertThat(rejected(() -> inputs(steps)))
                .startsWith("Signature 'serving_default'")
                .contains(sentence);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"step\": \"top\"} | there is no step 'top'. There are scores, labels",
                "{\"step\": \"scores\", \"from\": \"score\", \"to\": \"s\"} | no tensor 'score' there. It has scores (FP32 [-1, 3]), names",
                "{\"step\": \"scores\", \"from\": \"names\", \"to\": \"s\"} | tensor 'names' of the model is BYTES",
                "{\"step\": \"scores\", \"from\": \"scores\", \"to\": \"names\"} | the name 'names' is given twice",
                "{\"step\": \"scores\", \"from\": \"scores\", \"to\": \"s\", \"activation\": \"relu\"} | one of none, softmax, sigmoid",
                "{\"step\": \"labels\", \"from\": \"scores\", \"label\": \"l\", \"labels\": [\"a\", \"b\"]} | 2 labels do not fit tensor 'scores', which gives 3 scores a row",
                "{\"step\": \"labels\", \"from\": \"scores\", \"label\": \"l\", \"labels\": [\"a\", \"b\", \"c\"], \"top\": 4} | 'top' must be a whole number from 1 to 3",
                "{\"step\": \"labels\", \"from\": \"scores\", \"label\": \"l\", \"labels\": [\"a\", \"b\", \"c\"], \"threshold\": \"x\"} | a number, or an object of numbers by label",
                "{\"step\": \"labels\", \"from\": \"scores\", \"label\": \"l\", \"labels\": [\"a\", \"b\", \"c\"], \"threshold\": {\"d\": 1}} | there is no label 'd'",
                "{\"step\": \"labels\", \"from\": \"scores\", \"label\": \"l\", \"labels\": [\"a\", \"b\", \"c\"], \"score\": \"l\"} | the name 'l' is given twice",
                "{\"step\": \"labels\", \"from\": \"scores\", \"label\": \"l\", \"labels\": \"assets/none.txt\"} | 'assets/none.txt' is no file"
            })
    void outputSteps(String steps, String sentence) {
        assertThat(rejected(() -> outputs(steps)))
                .startsWith("Signature 'serving_default'")
                .contains(sentence);
    }

    @Test
    void aVocabularyThatIsNoText_isRefused() throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.write(folder.resolve("assets/v.txt"), new byte[] {(byte) 0xC0, 'x'});

        assertThat(
                        rejected(
                                () ->
                                        inputs(
                                                """
                                                {"step": "text", "from": "t", "length": 16,
                                                 "vocabulary": "assets/v.txt", "ids": "ids"}""")))
                .contains("'assets/v.txt' is no text in UTF-8");
    }

    @Test
    void aVocabularyThatIsALink_isRefused() throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.createSymbolicLink(folder.resolve("assets/v.txt"), Path.of("/etc/hostname"));

        assertThat(
                        rejected(
                                () ->
                                        inputs(
                                                """
                                                {"step": "text", "from": "t", "length": 16,
                                                 "vocabulary": "assets/v.txt", "ids": "ids"}""")))
                .contains("is no file in the model's folder");
    }

    @Test
    void aFileBeyondTheLimit_isNotRead() {
        assertThat(rejected(() -> read(" ".repeat(Declaration.LARGEST + 1))))
                .contains("vouchsafe.json has more than");
    }

    @Test
    void aFixedNumberOfRows_isTheClientsToo() {
        Signature four =
                new Signature(
                        Signature.DEFAULT,
                        "",
                        List.of(new TensorSpec("row", DataType.FP32, Shape.of(4, 1))),
                        List.of(new TensorSpec("y", DataType.FP32, Shape.of(4, 2))));
        Declared.declare(
                folder,
                """
                "inputs": [{"step": "table", "to": "row", "columns": [{"name": "a"}]}],
                "outputs": [{"step": "labels", "from": "y", "label": "l", "labels": ["a", "b"]}]""");

        Signature outer = Declaration.publicSignatures(folder, List.of(four)).get(0);

        assertThat(outer.inputs().get(0).shape()).isEqualTo(Shape.of(4));
        assertThat(outer.outputs().get(0).shape()).isEqualTo(Shape.of(4));
    }

    @Test
    void aDeclarationOutsideTheModelsFolder_isNotLeftOutInSilence() throws IOException {
        Path model = folder.resolve("m/1");
        Files.createDirectories(model);
        Declared.write(model, Declaration.FILE, "{}");
        assertThatNoException().isThrownBy(() -> Declaration.checkPlace(folder, model));

        Declared.write(folder, "m/" + Declaration.FILE, "{}");

        assertThat(
                        rejected(
                                () -> {
                                    try {
                                        Declaration.checkPlace(folder, model);
                                    } catch (IOException unreadable) {
                                        throw new IllegalStateException(unreadable);
                                    }
                                }))
                .contains("Move it from 'm/vouchsafe.json'");
    }
}
