package io.vouchsafe.it.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.Receipts;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why the model said so: the demo's credit model, trained by the suite itself. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ExplainIT {
    private static final String METHOD = "integrated-gradients";
    private static final List<String> FEATURES =
            List.of(
                    "age",
                    "amount",
                    "duration_months",
                    "employment",
                    "housing",
                    "income",
                    "late_payments",
                    "postcode",
                    "use");

    private static @Nullable String model;
    private static @Nullable String key;

    private Api partner = Api.nobody();

    @BeforeEach
    void creditRiskIsServed() {
        if (key == null) {
            model = Scene.trained("credit-risk");
            Scene.contract(Terms.of(model));
            key = Scene.key("acme");
        }
        partner = Api.with(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "address"})
    void explanation_namesEveryFeature_andItsSumsAreComplete(String way) {
        Answer answer = explained(way);

        JsonNode explanation = answer.json().at("/parameters/explanation");
        assertThat(explanation.get("method").asText()).isEqualTo(METHOD);
        assertThat(explanation.get("rows")).hasSize(1);
        JsonNode row = explanation.get("rows").get(0);
        assertThat(row.get("attributions").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(FEATURES);
        double sum = 0;
        for (JsonNode share : row.get("attributions")) {
            sum += share.asDouble();
        }
        double moved = row.get("value").asDouble() - row.get("baseline").asDouble();
        assertThat(row.get("residual").asDouble()).isCloseTo(moved - sum, within(1e-6));
        assertThat(Math.abs(row.get("residual").asDouble()))
                .isLessThan(0.01 * Math.max(1, Math.abs(moved)));
    }

    /** What the generator makes weigh most must weigh most here. */
    @Test
    void explanation_findsWhatIsTrue() {
        JsonNode shares =
                explained("header").json().at("/parameters/explanation/rows/0/attributions");

        double postcode = Math.abs(shares.get("postcode").asDouble());
        assertThat(Math.abs(shares.get("late_payments").asDouble())).isGreaterThan(postcode);
        assertThat(Math.abs(shares.get("employment").asDouble())).isGreaterThan(postcode);
    }

    @Test
    void digestInTheReceipt_isThatOfTheExplanationAsItWasSent() throws Exception {
        Answer answer = explained("header");
        String sent = answer.text();
        String explanation = objectAfter(sent, "\"explanation\":");

        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(explanation.getBytes(StandardCharsets.UTF_8));

        JsonNode entry = Receipts.entry(partner, answer.header("Vouchsafe-Receipt"));
        assertThat(entry.get("explanation").asText()).endsWith(HexFormat.of().formatHex(digest));
        JsonNode kept =
                partnerAdmin()
                        .get("/api/audit/entries/" + answer.header("Vouchsafe-Receipt"))
                        .expect(200)
                        .json();
        assertThat(kept.get("explanation")).isEqualTo(answer.json().at("/parameters/explanation"));
    }

    private static Api partnerAdmin() {
        return Api.as("acme");
    }

    @Test
    void sameRequestTwice_isExplainedTheSame() {
        assertThat(explained("header").json().at("/parameters/explanation"))
                .isEqualTo(explained("address").json().at("/parameters/explanation"));
    }

    @Test
    void unasked_thereIsNoExplanation() {
        Answer answer = partner.infer(model, Bodies.applicant()).expect(200);

        assertThat(answer.json().at("/parameters/explanation").isMissingNode()).isTrue();
        assertThat(
                        Receipts.entry(partner, answer.header("Vouchsafe-Receipt"))
                                .path("explanation")
                                .asText(""))
                .isIn("", "null");
    }

    @Test
    void modelWithoutGradients_is422_andSaysWhatItOffers() {
        String mirror = Scene.model(SavedModels.mirror());
        Scene.contract(Terms.of(mirror));
        ObjectNode body = Bodies.request();
        for (String input : List.of("text", "name", "note")) {
            Bodies.input(body, input, "BYTES", 1, 1).add("x");
        }

        Answer answer = partner.infer(mirror, body, "Vouchsafe-Explain", METHOD);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.json().get("error").asText())
                .contains(METHOD)
                .containsAnyOf("none", "no");
        partner.infer(mirror, body).expect(200);
    }

    @Test
    void methodNobodyOffers_is422_andSaysWhatThereIs() {
        Answer answer =
                partner.infer(model, Bodies.applicant(), "Vouchsafe-Explain", "reading-tea-leaves");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.json().get("error").asText())
                .contains("reading-tea-leaves")
                .contains(METHOD);
    }

    /**
     * The explanation comes from masked inputs: what the model did not see cannot have moved it.
     */
    @Test
    void droppedInput_movesNothing() {
        String policy = Scene.policy(List.of(Map.of("input", "late_payments", "operator", "drop")));
        String contract = Scene.contract(Terms.of(model).masked(policy));

        Answer answer =
                partner.infer(
                                model,
                                Bodies.applicant(),
                                "Vouchsafe-Explain",
                                METHOD,
                                "Vouchsafe-Contract",
                                contract)
                        .expect(200);

        JsonNode shares = answer.json().at("/parameters/explanation/rows/0/attributions");
        assertThat(shares.path("late_payments").asDouble(0)).isCloseTo(0, within(1e-9));
        Scene.move("acme", contract, "terminate").expect(200);
    }

    private Answer explained(String way) {
        return way.equals("header")
                ? partner.infer(model, Bodies.applicant(), "Vouchsafe-Explain", METHOD).expect(200)
                : partner.post("/v2/models/" + model + "/explain", Bodies.applicant()).expect(200);
    }

    /** The JSON object behind the label, byte for byte. */
    private static String objectAfter(String text, String label) {
        int start = text.indexOf(label) + label.length();
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return text.substring(start, i + 1);
            }
        }
        throw new AssertionError("no object after " + label);
    }
}
