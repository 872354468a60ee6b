package io.vouchsafe.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people come to the portal to do, from the first click to what it changed. */
@ExtendWith({ArquillianExtension.class, Chromium.class})
@RunAsClient
class PortalWorkIT {
    private static final Duration SOON = Duration.ofSeconds(2);

    @Test
    void aModel_isUploadedSubmittedApprovedDeployedStoppedAndResumed() {
        String model = Scene.unique("portal-model");
        try (Person owner = Person.signedIn("owner");
                Person approver = Person.signedIn("approver")) {
            upload(owner, model, Archives.zip(SavedModels.halfPlusTwo()));
            owner.page().waitForURL("**/version.xhtml?model=" + model + "&version=1");
            assertThat(owner.notice()).contains(model);
            assertThat(badge(owner)).isEqualTo("Draft");

            owner.page().click("button[data-opens=submit]");
            owner.page().fill("[id='submit:form:comment:text']", "First version.");
            owner.page().click("[id='submit:form:do']");
            assertThat(owner.notice()).contains("is submitted");
            assertThat(owner.page().innerText(".banner.info"))
                    .contains("Waiting for another approver");
            assertThat(owner.sees("button[data-opens=approve]")).isFalse();

            approver.open("/index.xhtml");
            approver.page().click("text=Decide on " + model + "@1");
            assertThat(approver.page().innerText(".timeline q")).isEqualTo("First version.");
            approver.decide("approve");
            assertThat(approver.notice()).contains("is approved");
            approver.decide("deploy");
            assertThat(approver.notice()).contains("is deployed");

            Scene.contract(Terms.of(model));
            Api partner = Api.with(Scene.key("acme"));
            partner.infer(model, Bodies.x(1, 2, 5)).expect(200);

            approver.open("/version.xhtml?model=" + model + "&version=1");
            approver.page().click("button[data-opens=stop]");
            assertThat(approver.page().innerText("[id='stop:form:dialog']"))
                    .contains("1 contract")
                    .contains("acme");
            approver.page().click("[id='stop:form:do']");
            assertThat(approver.notice()).contains("is stopped");
            Await.status(SOON, 503, () -> partner.infer(model, Bodies.x(1, 2, 5)));

            approver.decide("resume");
            assertThat(approver.notice()).contains("answers again");
            assertThat(owner.faults()).isEmpty();
            assertThat(approver.faults()).isEmpty();
        }
    }

    @Test
    void anArchiveThatIsNone_isRefusedInWords_andTheNameIsKept() {
        String model = Scene.emptyModel();
        try (Person owner = Person.signedIn("owner")) {
            upload(owner, model, "no archive".getBytes(StandardCharsets.UTF_8));

            owner.page().waitForURL("**/models.xhtml?model=" + model);
            assertThat(owner.notice()).isEqualTo("The archive cannot be read");
            owner.page().click("button[data-opens=upload]");
            assertThat(owner.page().inputValue("[id='upload:name']")).isEqualTo(model);
        }
    }

    @Test
    void aStepThatSomebodyElseTookFirst_isAnsweredWithAReason() {
        String model = Scene.model(SavedModels.halfPlusTwo());
        try (Person approver = Person.signedIn("approver")) {
            approver.open("/version.xhtml?model=" + model + "&version=1");
            approver.page().click("button[data-opens=stop]");
            Scene.step("owner", model, 1, "stop").expect(200);

            approver.page().click("[id='stop:form:do']");

            assertThat(approver.notice()).startsWith("Somebody else was faster");
            assertThat(badge(approver)).isEqualTo("Stopped");
        }
    }

    @Test
    void aContract_isOfferedSignedCountersignedAndTerminated() {
        String id = Scene.draft(Terms.of(Scene.model(SavedModels.halfPlusTwo())));
        try (Person admin = Person.signedIn("admin");
                Person acme = Person.signedIn("acme")) {
            admin.open("/contract.xhtml?id=" + id);
            admin.decide("offer");
            assertThat(admin.notice()).contains("is offered");

            acme.open("/index.xhtml");
            acme.page().click(".tasks >> text=" + id);
            sign(acme, "sign", id);
            assertThat(acme.notice()).startsWith("You signed");

            admin.open("/contract.xhtml?id=" + id);
            sign(admin, "countersign", id);
            assertThat(admin.notice()).contains("in force");

            acme.open("/contract.xhtml?id=" + id);
            acme.page().click("button[data-opens=terminate]");
            assertThat(acme.page().isDisabled("[id='terminate:form:do']")).isTrue();
            acme.page().fill("[id='terminate:form:confirm:typed']", id);
            acme.page().click("[id='terminate:form:do']");
            assertThat(acme.notice()).contains("has ended");
            assertThat(badge(acme)).isEqualTo("Terminated");
        }
    }

    @Test
    void aKey_isShownOnce_works_andNoMoreAfterItWasRevoked() {
        String model = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(model));
        String name = Scene.unique("portal-key");
        try (Person acme = Person.signedIn("acme")) {
            acme.open("/credentials.xhtml");
            acme.page().click("button[data-opens=create]");
            acme.page().fill("[id='create:form:name']", name);
            acme.page().click("[id='create:form:do']");
            assertThat(acme.notice()).startsWith("The key is created");
            String key = acme.page().innerText("#issued-key").strip();
            Api program = Api.with(key);
            program.infer(model, Bodies.x(1, 2, 5)).expect(200);

            acme.open("/credentials.xhtml");
            assertThat(acme.sees("#issued-key")).isFalse();
            assertThat(acme.page().content()).doesNotContain(key);

            acme.page().click("tr:has-text('" + name + "') button[data-opens=revoke]");
            assertThat(acme.page().isDisabled("[id='revoke:form:do']")).isTrue();
            acme.page().fill("[id='revoke:form:confirm:typed']", name);
            acme.page().click("[id='revoke:form:do']");
            assertThat(acme.notice()).contains("is revoked");
            Await.status(SOON, 401, () -> program.infer(model, Bodies.x(1, 2, 5)));
        }
    }

    @Test
    void aReceipt_isVerifiedOnThePageInTheListAndAsAFile() throws IOException {
        String model = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(model));
        String receipt =
                Api.with(Scene.key("acme"))
                        .infer(model, Bodies.x(1, 2, 5))
                        .expect(200)
                        .header("Vouchsafe-Receipt");
        try (Person acme = Person.signedIn("acme")) {
            acme.open("/receipt.xhtml?id=" + receipt);
            assertThat(acme.page().innerText(".vouch h2")).startsWith("Verified.");
            Download proof =
                    acme.page().waitForDownload(() -> acme.page().click("text=Download proof"));
            assertThat(proof.suggestedFilename()).isEqualTo(receipt + ".tlog-proof");
            assertThat(new String(proof.createReadStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("c2sp.org/tlog-proof@v1\n");

            acme.open("/receipts.xhtml?model=" + model);
            acme.page().click("[data-verifies='" + receipt + "']");
            acme.page().waitForSelector("td.verify .ui-tag-success");

            acme.open("/receipts.xhtml?model=" + model);
            acme.page().click("#verify-all");
            acme.page().waitForSelector("#verified:not([hidden])");
            assertThat(acme.page().innerText("#verified h2"))
                    .isEqualTo("1 of 1 entries verified just now");
            assertThat(acme.faults()).isEmpty();
        }
    }

    @Test
    void anExplanation_isAPictureWithItsSentence() {
        String model = Scene.trained("credit-risk");
        Scene.contract(Terms.of(model));
        String receipt =
                Api.with(Scene.key("acme"))
                        .infer(
                                model,
                                Bodies.applicant(),
                                "Vouchsafe-Explain",
                                "integrated-gradients")
                        .expect(200)
                        .header("Vouchsafe-Receipt");
        try (Person acme = Person.signedIn("acme")) {
            acme.open("/receipt.xhtml?id=" + receipt);

            Page page = acme.page();
            assertThat(page.locator(".chart.only-wide rect").count()).isEqualTo(9);
            assertThat(page.locator(".chart.only-wide").first().innerHTML()).contains("income");
            assertThat(page.innerText("main")).contains("mostly because of");

            acme.open("/index.xhtml");
            assertThat(page.innerText("main")).contains("Last explanation");
        }
    }

    @Test
    void signingOut_endsTheSessionHereAndAtTheIdentityProvider() {
        try (Person person = Person.signedIn("auditor")) {
            person.open("/index.xhtml");
            person.page().click("details.account summary");
            person.page().click(".account-panel button");
            person.page().waitForURL(url -> url.contains(":" + Ports.KEYCLOAK + "/"));
            assertThat(person.sees("#username")).isTrue();

            person.open("/receipts.xhtml");
            assertThat(person.sees("#username")).isTrue();
        }
    }

    @Test
    void aPageLeftOpenWhileTheSessionEnded_stillDoesWhatItSays() {
        String model = Scene.model(SavedModels.halfPlusTwo());
        try (Person approver = Person.signedIn("approver")) {
            approver.open("/version.xhtml?model=" + model + "&version=1");
            approver.page().click("button[data-opens=stop]");
            approver.context()
                    .clearCookies(
                            new com.microsoft.playwright.BrowserContext.ClearCookiesOptions()
                                    .setName("JSESSIONID"));

            approver.page().click("[id='stop:form:do']");

            assertThat(approver.notice()).contains("is stopped");
            assertThat(badge(approver)).isEqualTo("Stopped");
        }
    }

    @Test
    void aLinkToAPage_leadsThereAfterTheSignIn_withItsWholeAddress() {
        String model = Scene.model(SavedModels.halfPlusTwo());
        try (Person approver = Person.signedIn("approver")) {
            approver.context().clearCookies();

            approver.open("/version.xhtml?model=" + model + "&version=1");
            approver.signIn("approver");

            approver.page().waitForURL("**/portal/version.xhtml?model=" + model + "&version=1");
            assertThat(approver.title()).startsWith(model);
        }
    }

    private static void upload(Person owner, String model, byte[] archive) {
        owner.open("/models.xhtml");
        owner.page().click("button[data-opens=upload]");
        owner.page().fill("[id='upload:name']", model);
        owner.page()
                .setInputFiles(
                        "[id='upload:archive']",
                        new FilePayload("model.zip", "application/zip", archive));
        owner.page().click("[id='upload:do']");
    }

    private static void sign(Person person, String step, String contract) {
        person.page().check("[data-agree]");
        person.page().fill("[id='form-" + step + ":confirm:typed']", contract);
        person.page().click("[id='form-" + step + ":do']");
    }

    private static String badge(Person person) {
        return List.of(person.page().innerText("h1 .ui-tag").split("\n")).getFirst().strip();
    }
}
