package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.Declared.fault;
import static io.vouchsafe.inference.internal.processing.Declared.longs;
import static io.vouchsafe.inference.internal.processing.Declared.predict;
import static io.vouchsafe.inference.internal.processing.Declared.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.testing.GraphModel;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

class TextStepTest {
    private static final String VOCABULARY =
            "[PAD]\n[UNK]\n[CLS]\n[SEP]\nhello\n中\n国\nrunn\n##ing\n!\n";

    @TempDir Path folder;

    /** A BERT's three inputs, each answered as it is. */
    private LoadedModel bert(int length, String more) {
        GraphModel model = new GraphModel();
        for (String name : new String[] {"ids", "mask", "segments"}) {
            DataType type = name.equals("ids") ? DataType.DT_INT64 : DataType.DT_INT32;
            model.node(name, "Placeholder", node -> node.putAttr("dtype", GraphModel.type(type)));
            model.node(
                    name + "_out",
                    "Identity",
                    node -> node.putAttr("T", GraphModel.type(type)),
                    name);
            model.input(name, name + ":0", type, -1, length);
            model.output(name, name + "_out:0", type, -1, length);
        }
        model.write(folder);
        Declared.write(folder, "assets/vocab.txt", VOCABULARY);
        return Declared.load(
                folder,
                """
                "inputs": [{"step": "text", "from": "message", "vocabulary": "assets/vocab.txt",
                "length": %d, "ids": "ids", "mask": "mask", "segments": "segments"%s}]"""
                        .formatted(length, more));
    }

    private static int[] ints(Tensor tensor) {
        var buffer = ((Tensor.Numeric) tensor).buffer().asIntBuffer();
        int[] values = new int[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Test
    void aTextBecomesFramedAndFilledUpTokens() {
        try (LoadedModel model = bert(7, "")) {
            Map<String, Tensor> answer = predict(model, Map.of("message", texts("Hello 中国!")));

            assertThat(longs(answer.get("ids"))).containsExactly(2, 4, 5, 6, 9, 3, 0);
            assertThat(ints(answer.get("mask"))).containsExactly(1, 1, 1, 1, 1, 1, 0);
            assertThat(ints(answer.get("segments"))).containsOnly(0).hasSize(7);
        }
    }

    @Test
    void whatIsTooLong_isCutOffBeforeTheEnd() {
        try (LoadedModel model = bert(4, "")) {
            Map<String, Tensor> answer =
                    predict(model, Map.of("message", texts("hello running running", "")));

            assertThat(longs(answer.get("ids"))).containsExactly(2, 4, 7, 3, 2, 3, 0, 0);
            assertThat(ints(answer.get("mask"))).containsExactly(1, 1, 1, 1, 1, 1, 0, 0);
        }
    }

    @Test
    void theFrameMayBeLeftOut() {
        try (LoadedModel model = bert(3, ", \"start\": \"\", \"end\": \"\"")) {
            assertThat(
                            longs(
                                    predict(model, Map.of("message", texts("hello hello xyz !")))
                                            .get("ids")))
                    .containsExactly(4, 4, 1);
        }
    }

    @Test
    void theClientSeesOneText() {
        try (LoadedModel model = bert(4, "")) {
            assertThat(model.signatures().get(Signature.DEFAULT).inputs())
                    .containsExactly(
                            new TensorSpec(
                                    "message", io.vouchsafe.kernel.DataType.BYTES, Shape.of(-1)));
        }
    }

    @Test
    void whatAClientWrites_isNeverASpecialToken() {
        try (LoadedModel model = bert(6, "")) {
            assertThat(longs(predict(model, Map.of("message", texts("[SEP]"))).get("ids")))
                    .containsExactly(2, 1, 1, 1, 3, 0);
        }
    }

    @Test
    void bytesThatAreNoText_areToldByTheirRow() {
        try (LoadedModel model = bert(4, "")) {
            Tensor broken =
                    new Tensor.Bytes(
                            Shape.of(2), new byte[][] {"fine".getBytes(), {(byte) 0xFF, 'x'}});

            assertThat(fault(model, Map.of("message", broken)))
                    .isEqualTo("Row 1 of input 'message' is no text in UTF-8.");
        }
    }

    @Test
    void aTextBeyondTheLimit_isRefused() {
        try (LoadedModel model = bert(4, "")) {
            Tensor large = Declared.files(new byte[TextStep.LARGEST_TEXT + 1]);

            assertThat(fault(model, Map.of("message", large)))
                    .isEqualTo("Row 0 of input 'message' has more than 1048576 bytes of text.");
        }
    }

    @Test
    void wordsOfAVocabulary_asATextClassifierTakesThem() {
        GraphModel.identity(DataType.DT_INT32, -1, 5).write(folder);

        try (LoadedModel model =
                Declared.load(
                        folder,
                        """
                        "inputs": [{"step": "text", "from": "sms", "tokenizer": "words",
                        "vocabulary": ["", "[UNK]", "free", "call", "now"], "length": 5,
                        "ids": "x"}]""")) {
            assertThat(ints(predict(model, Map.of("sms", texts("CALL me now!"))).get("y")))
                    .containsExactly(3, 1, 4, 0, 0);
        }
    }

    @Test
    void chineseWordsOfAVocabulary() {
        GraphModel.identity(DataType.DT_INT64, -1, 4).write(folder);

        try (LoadedModel model =
                Declared.load(
                        folder,
                        """
                        "inputs": [{"step": "text", "from": "text", "tokenizer": "chinese-words",
                        "vocabulary": ["", "[UNK]", "中国", "人"], "length": 4, "ids": "x"}]""")) {
            assertThat(longs(predict(model, Map.of("text", texts("我是中国人"))).get("y")))
                    .containsExactly(1, 1, 2, 3);
        }
    }

    @Test
    void aBatchIsItsRowsApart() {
        Random random = new Random(31);
        String[] words = {"hello", "中国", "running", "!", "xyz", " ", "[SEP]"};

        try (LoadedModel model = bert(9, "")) {
            for (int round = 0; round < 50; round++) {
                String[] rows = new String[1 + random.nextInt(10)];
                for (int i = 0; i < rows.length; i++) {
                    StringBuilder text = new StringBuilder();
                    for (int words2 = random.nextInt(12); words2 > 0; words2--) {
                        text.append(words[random.nextInt(words.length)]);
                    }
                    rows[i] = text.toString();
                }
                long[] together = longs(predict(model, Map.of("message", texts(rows))).get("ids"));
                for (int i = 0; i < rows.length; i++) {
                    assertThat(longs(predict(model, Map.of("message", texts(rows[i]))).get("ids")))
                            .isEqualTo(Arrays.copyOfRange(together, i * 9, i * 9 + 9));
                }
            }
        }
    }
}
