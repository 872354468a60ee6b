package io.vouchsafe.it.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A partner and what belongs to another one. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ForeignRowsIT {
    private static @Nullable String contract;
    private static @Nullable String receipt;
    private static @Nullable String model;

    @BeforeEach
    void acmeHasAContractAndAReceipt() {
        if (contract == null) {
            Scene.partner("rival");
            String made = Scene.model(SavedModels.halfPlusTwo());
            String signed = Scene.contract(Terms.of(made));
            receipt =
                    Api.with(Scene.key("acme"))
                            .infer(made, Bodies.x(1))
                            .expect(200)
                            .header("Vouchsafe-Receipt");
            model = made;
            contract = signed;
        }
    }

    @Test
    void foreignReceipt_doesNotExist_andTheTryIsInTheLog() {
        long before = denials();

        Answer foreign = Api.as("rival").get("/log/receipts/" + receipt);
        Answer proof = Api.as("rival").get("/log/receipts/" + receipt, "Accept", "text/plain");
        Answer nowhere = Api.as("rival").get("/log/receipts/01890a5d-ac96-774b-bcce-b302099a8057");

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(proof.status()).isEqualTo(404);
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(foreign.json().get("detail")).isEqualTo(nowhere.json().get("detail"));
        assertThat(foreign.text()).doesNotContain("acme");
        Await.until(Duration.ofSeconds(5), ForeignRowsIT::denials, now -> now >= before + 2);
        JsonNode denial = entries("?type=receipt.denied&limit=1").get(0);
        assertThat(denial.get("caller").asText()).isEqualTo("rival");
        JsonNode body =
                Api.as("auditor")
                        .get("/api/audit/entries/" + denial.get("receipt").asText())
                        .expect(200)
                        .json();
        assertThat(body.toString()).contains(receipt);
    }

    private static long denials() {
        return entries("?type=receipt.denied&limit=200").size();
    }

    private static JsonNode entries(String query) {
        return Api.as("auditor").get("/api/audit/entries" + query).expect(200).json().get("items");
    }

    @Test
    void ownersAndAuditors_readTheReceipt() {
        for (String reader : List.of("acme", "auditor", "approver")) {
            Api.as(reader).get("/log/receipts/" + receipt).expect(200);
        }
    }

    @Test
    void foreignEntry_doesNotExistEither() {
        for (String path : List.of("", "/verification")) {
            Answer answer = Api.as("rival").get("/api/audit/entries/" + receipt + path);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
        }
        Api.as("acme").get("/api/audit/entries/" + receipt).expect(200);
        JsonNode sound =
                Api.as("auditor")
                        .get("/api/audit/entries/" + receipt + "/verification")
                        .expect(200)
                        .json();
        assertThat(sound.get("sound").asBoolean()).as(sound.toString()).isTrue();
    }

    @Test
    void searchingTheLog_showsOwnRowsAlone_whateverIsAskedFor() {
        List<String> partners = new ArrayList<>();
        for (String query :
                List.of("", "?partner=acme", "?contract=" + contract, "?model=" + model)) {
            Api.as("rival")
                    .get("/api/audit/entries" + query)
                    .expect(200)
                    .json()
                    .get("items")
                    .forEach(entry -> partners.add(entry.path("partner").asText()));
        }

        assertThat(partners).allMatch("rival"::equals);
        assertThat(entries("?contract=" + contract).toString()).contains(receipt);
    }

    @Test
    void foreignContract_doesNotExist() {
        Answer read = Api.as("rival").get("/api/contracts/" + contract);
        Answer signed = Scene.move("rival", contract, "terminate");
        Answer usage = Api.as("rival").get("/api/usage?contract=" + contract);
        Answer all = Api.as("rival").get("/api/contracts").expect(200);

        assertThat(read.status()).isEqualTo(404);
        assertThat(signed.status()).isEqualTo(404);
        assertThat(usage.expect(usage.status()).text()).doesNotContain("answered");
        assertThat(all.text()).doesNotContain(contract);
        assertThat(Api.as("acme").get("/api/contracts/" + contract).json().get("state").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    void foreignContractNamedInARequest_givesNothing() {
        Answer answer = Api.as("rival").infer(model, Bodies.x(1), "Vouchsafe-Contract", contract);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
    }

    @Test
    void foreignCredential_isNeitherSeenNorRevoked() {
        JsonNode made = Scene.newKey("acme", Map.of("name", Scene.unique("it-key")));
        String id = made.get("id").asText();

        Answer all = Api.as("rival").get("/api/credentials").expect(200);
        Answer revoked = Api.as("rival").delete("/api/credentials/" + id);

        assertThat(all.text()).doesNotContain(id);
        assertThat(revoked.status()).isEqualTo(404);
        Api.with(made.get("key").asText()).infer(model, Bodies.x(1)).expect(200);
    }

    @Test
    void keyForAnotherPartner_isNotMade() {
        Answer answer =
                Api.as("rival")
                        .post(
                                "/api/credentials",
                                Map.of("name", Scene.unique("it-key"), "partner", "acme"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    }

    @Test
    void foreignPartner_isNotListed() {
        Answer read = Api.as("rival").get("/api/partners/acme");
        Answer all = Api.as("rival").get("/api/partners").expect(200);

        assertThat(read.status()).isEqualTo(404);
        assertThat(all.json().get("items").findValuesAsText("id")).containsExactly("rival");
    }
}
