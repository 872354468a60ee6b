package io.vouchsafe.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.it.harness.Realm;
import io.vouchsafe.it.harness.Server;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.Receipts;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the model sees, what the partner gets, and what nobody finds afterwards. The model gives
 * back what it was given, so its answer shows what reached it.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PrivacyIT {
    private static final String MAIL = "planted.person@planted-domain.example";
    private static final String NAME = "Plantagenet Planted";
    private static final String NOTE = "planted-note-4711";
    private static final String WORDS = "planted-words-0815";
    private static final String SUBJECT = "planted-subject-1234";

    @Test
    void policy_changesWhatTheModelSees_andTheReceiptCountsIt() {
        String model = Scene.model(SavedModels.mirror());
        String policy = Scene.policy(rules());
        Scene.contract(Terms.of(model).masked(policy));
        Api partner = Api.with(Scene.key("acme"));

        Answer answer = partner.infer(model, body(2)).expect(200);

        assertThat(Bodies.texts(answer, "echo_text"))
                .hasSize(2)
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .startsWith("Write to ")
                                        .endsWith(", " + WORDS)
                                        .doesNotContain(MAIL, "planted-domain"));
        assertThat(Bodies.texts(answer, "echo_name"))
                .allSatisfy(
                        name -> assertThat(name).doesNotContain("Plantagenet").isNotEqualTo(NAME));
        assertThat(Bodies.texts(answer, "echo_note"))
                .allSatisfy(note -> assertThat(note).isEmpty());
        JsonNode entry = Receipts.entry(partner, answer.header("Vouchsafe-Receipt"));
        assertThat(entry.get("policy").asText()).startsWith(policy + "@");
        assertThat(entry.get("masking").toString())
                .isEqualTo("{\"drop:note\":2,\"mask:name\":2,\"redact:text\":2}");
    }

    @Test
    void withoutPolicy_theModelSeesEverything() {
        String model = Scene.model(SavedModels.mirror());
        Scene.contract(Terms.of(model));

        Answer answer = Api.with(Scene.key("acme")).infer(model, body(1)).expect(200);

        assertThat(Bodies.texts(answer, "echo_text"))
                .containsExactly("Write to " + MAIL + ", " + WORDS);
        assertThat(Bodies.texts(answer, "echo_name")).containsExactly(NAME);
        assertThat(Bodies.texts(answer, "echo_note")).containsExactly(NOTE);
    }

    @Test
    void newRevision_holdsAtOnce_forContractsThatNameThePolicy() {
        String model = Scene.model(SavedModels.mirror());
        String policy = Scene.policy(List.of(rule("name", "mask")));
        Scene.contract(Terms.of(model).masked(policy));
        Api partner = Api.with(Scene.key("acme"));
        Answer before = partner.infer(model, body(1)).expect(200);

        JsonNode second =
                Api.as("approver")
                        .post(
                                "/api/policies",
                                Map.of(
                                        "name",
                                        policy,
                                        "rules",
                                        List.of(rule("name", "mask"), rule("note", "drop"))))
                        .expect(201)
                        .json();
        Answer after = partner.infer(model, body(1)).expect(200);

        assertThat(second.get("revision").asInt()).isEqualTo(2);
        assertThat(Bodies.texts(before, "echo_note")).containsExactly(NOTE);
        assertThat(Bodies.texts(after, "echo_note")).containsExactly("");
        assertThat(
                        Receipts.entry(partner, after.header("Vouchsafe-Receipt"))
                                .get("policy")
                                .asText())
                .isEqualTo(policy + "@2");
    }

    @Test
    void outputsBeyondTheEntitlement_neverLeave() {
        String model = Scene.model(SavedModels.mirror());
        String policy = Scene.policy(List.of(hide("length")));
        Scene.contract(Terms.of(model).masked(policy).hiding(model, "echo_name"));
        Api partner = Api.with(Scene.key("acme"));
        ObjectNode asking = body(1);
        asking.putArray("outputs").addObject().put("name", "echo_name");

        Answer all = partner.infer(model, body(1)).expect(200);
        Answer hidden = partner.infer(model, asking);

        assertThat(all.json().get("outputs").findValuesAsText("name"))
                .containsExactlyInAnyOrder("echo_text", "echo_note");
        assertThat(hidden.text()).doesNotContain(NAME);
    }

    @Test
    void policyWithAnUnknownOperator_isNotPublished() {
        Answer answer =
                Api.as("approver")
                        .post(
                                "/api/policies",
                                Map.of(
                                        "name",
                                        Scene.unique("it-policy"),
                                        "rules",
                                        List.of(rule("name", "encrypt-badly"))));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.json().get("detail").asText()).contains("encrypt-badly");
    }

    @Test
    void contractWithAnUnknownPolicy_givesNoUnmaskedAnswer() {
        String model = Scene.model(SavedModels.mirror());
        Scene.partner("acme");

        Answer contract =
                Api.as("admin")
                        .post("/api/contracts", Terms.of(model).masked("no-such-policy").body());
        if (contract.status() == 201) {
            String id = contract.json().get("id").asText();
            Scene.move("admin", id, "offer").expect(200);
            Scene.move("acme", id, "sign").expect(200);
            Scene.move("admin", id, "countersign").expect(200);
            Answer answer = Api.with(Scene.key("acme")).infer(model, body(1));
            assertThat(answer.status()).as(answer.toString()).isGreaterThanOrEqualTo(400);
            assertThat(answer.text()).doesNotContain(NAME, MAIL);
        } else {
            assertThat(contract.status()).as(contract.toString()).isEqualTo(422);
        }
    }

    @Test
    void nothingOfARequest_isFoundInTheServersLog_whateverItsLevel() throws IOException {
        String model = Scene.model(SavedModels.mirror());
        Scene.contract(Terms.of(model).masked(Scene.policy(rules())));
        String key = Scene.key("acme");
        String token = Realm.tokenOf("acme");
        byte[] spoilt =
                body(1).toString().replace("BYTES", "FP32").getBytes(StandardCharsets.UTF_8);
        long start = Files.size(Server.log());
        logLevel("DEBUG");
        try {
            Api.with(key).infer(model, body(1), "Vouchsafe-Subject", SUBJECT).expect(200);
            Api.with(token).infer(model, body(1), "Vouchsafe-Subject", SUBJECT).expect(200);
            Api.with(key).infer(model, spoilt).expect(400);
            Api.with(key)
                    .infer(model, "{\"inputs\": [\"" + MAIL + "\"", "Vouchsafe-Subject", SUBJECT)
                    .expect(400);
            Api.with(key)
                    .infer(
                            model,
                            body(1),
                            "Vouchsafe-Purpose",
                            "other",
                            "Vouchsafe-Subject",
                            SUBJECT)
                    .expect(403);
        } finally {
            logLevel("INFO");
        }

        String written = since(start);
        assertThat(written).contains(" DEBUG ");
        for (String secret :
                List.of(MAIL, NAME, NOTE, WORDS, SUBJECT, secretOf(key), signatureOf(token))) {
            assertThat(linesWith(written, secret)).as(secret).isEmpty();
        }
    }

    @Test
    void personsPseudonym_isNotInTheEntry_butFindsIt() {
        String model = Scene.model(SavedModels.mirror());
        String contract = Scene.contract(Terms.of(model));
        Api partner = Api.with(Scene.key("acme"));

        Answer answer = partner.infer(model, body(1), "Vouchsafe-Subject", SUBJECT).expect(200);

        JsonNode receipt = Receipts.json(partner, answer.header("Vouchsafe-Receipt"));
        assertThat(receipt.toString()).doesNotContain(SUBJECT);
        assertThat(receipt.get("entry").get("subject").asText()).isNotBlank();
        JsonNode found =
                Api.as("auditor")
                        .get("/api/audit/entries?subject=" + SUBJECT + "&contract=" + contract)
                        .expect(200)
                        .json();
        assertThat(found.get("items").findValuesAsText("receipt"))
                .containsExactly(answer.header("Vouchsafe-Receipt"));
    }

    private static List<Map<String, Object>> rules() {
        Map<String, Object> mails = rule("text", "redact");
        mails.put("entity", "EMAIL_ADDRESS");
        return List.of(mails, rule("name", "mask"), rule("note", "drop"));
    }

    private static Map<String, Object> rule(String input, String operator) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("input", input);
        rule.put("operator", operator);
        return rule;
    }

    private static Map<String, Object> hide(String output) {
        return Map.of("output", output, "operator", "hide");
    }

    private static ObjectNode body(int rows) {
        ObjectNode body = Bodies.request();
        for (String[] input :
                List.of(
                        new String[] {"text", "Write to " + MAIL + ", " + WORDS},
                        new String[] {"name", NAME},
                        new String[] {"note", NOTE})) {
            var data = Bodies.input(body, input[0], "BYTES", rows, 1);
            for (int row = 0; row < rows; row++) {
                data.add(input[1]);
            }
        }
        return body;
    }

    private static String secretOf(String key) {
        return key.substring(key.lastIndexOf('_') + 1);
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static void logLevel(String level) {
        ModelNode parameters = new ModelNode();
        parameters.get("name").set("level");
        parameters.get("value").set(level);
        Server.manage("write-attribute", parameters, "subsystem", "logging", "root-logger", "ROOT");
    }

    private static String since(long start) throws IOException {
        byte[] all = Files.readAllBytes(Server.log());
        return new String(all, (int) start, all.length - (int) start, StandardCharsets.UTF_8);
    }

    private static List<String> linesWith(String text, String secret) {
        return text.lines().filter(line -> line.contains(secret)).limit(5).toList();
    }
}
