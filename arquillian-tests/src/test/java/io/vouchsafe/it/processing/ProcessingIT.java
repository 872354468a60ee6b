package io.vouchsafe.it.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.Receipts;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A model of pixels that is called with pictures, and answers with names. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ProcessingIT {
    private static final String DECLARATION =
            """
            {"vouchsafe": 1, "signatures": {"serving_default": {
              "inputs": [{"step": "image", "from": "photo", "to": "pixels", "width": 2,
                "height": 1, "channels": 1, "layout": "flat", "scale": 0.00392156862745098}],
              "outputs": [{"step": "labels", "from": "scores", "labels": ["left", "right"],
                "label": "brighter", "score": "share", "threshold": 0.5}]}}}""";

    private static final String TEXT =
            """
            {"vouchsafe": 1, "signatures": {"serving_default": {
              "inputs": [{"step": "text", "from": "words", "tokenizer": "chinese-words",
                "vocabulary": ["", "[UNK]", "中国"], "length": 3, "ids": "ids"}]}}}""";

    @TempDir Path folder;

    private static Map<String, byte[]> files(String declaration) {
        Map<String, byte[]> files = new HashMap<>(SavedModels.echo());
        files.put("vouchsafe.json", declaration.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static String picture(int... levels) throws IOException {
        BufferedImage image = new BufferedImage(levels.length, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < levels.length; i++) {
            image.getRaster().setSample(i, 0, 0, levels[i]);
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static ObjectNode body(String... pictures) {
        ObjectNode body = Bodies.request();
        var photos = Bodies.input(body, "photo", "BYTES", pictures.length);
        Bodies.inputOf(body, "photo").putObject("parameters").put("content_type", "base64");
        var notes = Bodies.input(body, "note", "BYTES", pictures.length);
        for (String picture : pictures) {
            photos.add(picture);
            notes.add("Write to planted.person@planted-domain.example");
        }
        return body;
    }

    @Test
    void picturesBecomeNames_theNoteIsMasked_andTheReceiptVerifies() throws IOException {
        String model = Scene.model(files(DECLARATION));
        String policy = Scene.policy(List.of(Map.of("input", "note", "operator", "drop")));
        Scene.contract(Terms.of(model).masked(policy));
        Api partner = Api.with(Scene.key("acme"));

        Answer answer =
                partner.infer(model, body(picture(0, 255), picture(204, 51, 0, 0), picture(99, 99)))
                        .expect(200);

        assertThat(Bodies.texts(answer, "brighter")).containsExactly("right", "left", "none");
        assertThat(Bodies.numbers(answer, "share").get(0)).isEqualTo(1.0);
        assertThat(Bodies.texts(answer, "echo")).containsOnly("");
        String receipt = answer.header("Vouchsafe-Receipt");
        JsonNode entry = Receipts.entry(partner, receipt);
        assertThat(entry.get("masking").toString()).contains("drop:note");
        Receipts.Verdict verdict =
                Receipts.verify(folder, Receipts.keys(), Receipts.proof(partner, receipt));
        assertThat(verdict.verified()).as(verdict.output()).isTrue();
    }

    @Test
    void aPictureThatIsNone_isToldByItsRow_withoutBeingQuoted() throws IOException {
        String model = Scene.model(files(DECLARATION));
        Scene.contract(Terms.of(model));
        String noPicture =
                Base64.getEncoder().encodeToString("secret".getBytes(StandardCharsets.UTF_8));

        Answer answer = Api.with(Scene.key("acme")).infer(model, body(picture(1, 2), noPicture));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText())
                .isEqualTo("Row 1 of input 'photo' is no JPEG, PNG, GIF or BMP picture.");
    }

    @Test
    void aDeclarationThatDoesNotFit_isRefusedWithWhatWouldFit() {
        String model = Scene.emptyModel();
        byte[] archive = Archives.zip(files(DECLARATION.replace("\"width\": 2", "\"width\": 3")));

        Answer answer =
                Api.as("owner").upload("/api/models/" + model + "/versions", archive).expect(422);

        assertThat(answer.problem()).endsWith("model-processing");
        assertThat(answer.json().get("detail").asText())
                .contains("input step 1 (image)", "[-1, 3]", "tensor 'pixels'", "[-1, 2]");
        assertThat(Api.as("owner").get("/api/models/" + model + "/versions").text())
                .contains("\"items\":[]");
    }

    @Test
    void theCardsSteps_areWrittenIntoTheVersion_andLaterChangesLeaveIt() throws IOException {
        String model = Scene.emptyModel();
        Api owner = Api.as("owner");
        JsonNode declared = new ObjectMapper().readTree(DECLARATION);
        owner.put(
                        "/api/models/" + model + "/card",
                        Map.of("text", "# Echo", "settings", Map.of("processing", declared)))
                .expect(200);

        long version = Scene.upload(model, Archives.zip(SavedModels.echo()));
        owner.put("/api/models/" + model + "/card", Map.of("text", "# Echo", "settings", Map.of()))
                .expect(200);

        String address = "/api/models/" + model + "/versions/" + version;
        JsonNode read = Api.as("approver").get(address + "/processing").expect(200).json();
        assertThat(read).isEqualTo(declared);
        assertThat(owner.get(address).expect(200).json().toString()).contains("\"photo\"");
    }

    @Test
    void chineseWordsAreFoundInTheServerToo() {
        Map<String, byte[]> files = new HashMap<>(SavedModels.tokens(3));
        files.put("vouchsafe.json", TEXT.getBytes(StandardCharsets.UTF_8));
        String model = Scene.model(files);
        Scene.contract(Terms.of(model));
        ObjectNode body = Bodies.request();
        Bodies.input(body, "words", "BYTES", 1).add("我是中国人");

        Answer answer = Api.with(Scene.key("acme")).infer(model, body).expect(200);

        assertThat(Bodies.numbers(answer, "numbers")).containsExactly(1.0, 1.0, 2.0);
    }
}
