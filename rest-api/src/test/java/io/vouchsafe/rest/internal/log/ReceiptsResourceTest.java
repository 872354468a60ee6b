package io.vouchsafe.rest.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.audit.Receipt;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsResourceTest {
    private static final ReceiptId ID = ReceiptId.fresh();
    private static final String BODY = "{\"a\":1,\"v\":1}";
    private static final String CHECKPOINT = "example.org/log\n8\nabc=\n\n— example.org/log AQID\n";
    private static final byte[] SALT = new byte[32];
    private static final String PROOF =
            "c2sp.org/tlog-proof@v1\nextra "
                    + Base64.getEncoder().encodeToString(saltAndBody())
                    + "\nindex 7\nh1=\nh2=\n\n"
                    + CHECKPOINT;

    private final FakeLog log = new FakeLog();
    private final Api api = new Api(new ReceiptsResource(log, Callers.always(Callers.ACME)));

    private static byte[] saltAndBody() {
        java.util.Arrays.fill(SALT, (byte) 9);
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        byte[] both = java.util.Arrays.copyOf(SALT, SALT.length + body.length);
        System.arraycopy(body, 0, both, SALT.length, body.length);
        return both;
    }

    private Api.Call ask() {
        return api.get("/log/receipts/" + ID);
    }

    @Test
    void aPublishedReceipt_isJsonByDefault_withItsProofAndItsParts() {
        log.receipt = new Receipt.Published(ID, 7, BODY, PROOF);

        Api.Answer answer = ask().send();

        JsonNode receipt = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Vary")).isEqualTo("Accept");
        assertThat(receipt.get("id").asText()).isEqualTo(ID.toString());
        assertThat(receipt.get("index").asLong()).isEqualTo(7);
        assertThat(receipt.get("state").asText()).isEqualTo("published");
        assertThat(receipt.get("proof").asText()).isEqualTo(PROOF);
        assertThat(receipt.get("checkpoint").asText()).isEqualTo(CHECKPOINT);
        assertThat(Base64.getDecoder().decode(receipt.get("salt").asText())).isEqualTo(SALT);
        assertThat(answer.text()).contains("\"entry\":" + BODY);
    }

    @Test
    void asPlainText_itIsTheProofItself() {
        log.receipt = new Receipt.Published(ID, 7, BODY, PROOF);

        Api.Answer answer = ask().accept("text/plain").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(PROOF);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.header("Content-Disposition")).contains(ID + ".tlog-proof");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/plain;q=0.1, application/json"})
    void whoTakesBoth_getsJson(String accept) {
        log.receipt = new Receipt.Published(ID, 7, BODY, PROOF);

        assertThat(ask().accept(accept).send().header("Content-Type"))
                .startsWith("application/json");
    }

    @Test
    void aProofWithoutExtraLine_hasNoSalt() {
        log.receipt =
                new Receipt.Published(
                        ID, 7, BODY, "c2sp.org/tlog-proof@v1\nindex 7\n\n" + CHECKPOINT);

        JsonNode receipt = ask().send().json();

        assertThat(receipt.get("salt").isNull()).isTrue();
        assertThat(receipt.get("checkpoint").asText()).isEqualTo(CHECKPOINT);
    }

    @Test
    void theLogIsAsked_asTheCaller_withTwoSecondsOfPatience() {
        ask().send();

        assertThat(log.askedBy).isEqualTo(Callers.ACME);
        assertThat(log.patience).isEqualTo(Duration.ofSeconds(2));
        assertThat(log.asked).containsExactly(ID.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain"})
    void aReceiptThatIsNotYetPublished_asksToTryAgain_andSaysWhatIsKnown(String accept) {
        log.receipt = new Receipt.Pending(ID, 7, BODY);

        Api.Answer answer = ask().accept(accept).send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").asText()).endsWith("/receipt-pending");
        assertThat(answer.json().get("state").asText()).isEqualTo("sequenced");
        assertThat(answer.json().get("index").asLong()).isEqualTo(7);
        assertThat(answer.text()).contains("\"entry\":" + BODY);
    }

    @Test
    void anAgedReceipt_isGone_butItsPlaceIsTold() {
        log.receipt = new Receipt.Aged(ID, 7);

        Api.Answer answer = ask().send();

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.json().get("type").asText()).endsWith("/receipt-aged");
        assertThat(answer.json().get("index").asLong()).isEqualTo(7);
    }

    @Test
    void anUnknownReceipt_is404() {
        Api.Answer answer = ask().send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("type").asText()).endsWith("/not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-2-3-4-5", "00000000-0000-0000-0000-00000000000g", "%20"})
    void aMalformedId_is404_likeAnUnknownOne(String id) {
        Api.Answer answer = api.get("/log/receipts/" + id).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asText())
                .isEqualTo(ask().send().json().get("detail").asText());
        assertThat(log.asked).containsExactly(ID.toString());
    }
}
