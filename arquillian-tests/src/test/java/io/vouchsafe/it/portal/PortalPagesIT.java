package io.vouchsafe.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.RequestOptions;
import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page of the portal, for every role: that it opens, in which words, for whom, how. */
@ExtendWith({ArquillianExtension.class, Chromium.class})
@RunAsClient
class PortalPagesIT {
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private static @Nullable String model;
    private static @Nullable String contract;
    private static @Nullable String receipt;

    /** One model, one contract, one answer: so that no page is empty. */
    @BeforeEach
    void somethingHappened() {
        if (receipt == null) {
            String served = Scene.model(SavedModels.halfPlusTwo());
            contract = Scene.contract(Terms.of(served));
            receipt =
                    Api.with(Scene.key("acme"))
                            .infer(served, Bodies.x(1, 2, 5))
                            .expect(200)
                            .header("Vouchsafe-Receipt");
            model = served;
        }
    }

    private static List<String> pages(String user) {
        String version = "/version.xhtml?model=" + model + "&version=1";
        List<String> pages =
                new ArrayList<>(
                        List.of(
                                "/index.xhtml",
                                "/contracts.xhtml",
                                "/contract.xhtml?id=" + contract,
                                "/receipts.xhtml",
                                "/receipt.xhtml?id=" + receipt,
                                "/help.xhtml"));
        if (!user.equals("acme")) {
            pages.addAll(List.of("/models.xhtml", version));
        }
        if (Set.of("acme", "auditor", "admin").contains(user)) {
            pages.add("/credentials.xhtml");
        }
        return pages;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "acme,     Home Contracts Receipts API keys",
        "owner,    Home Models Contracts Log",
        "approver, Home Models Contracts Log",
        "auditor,  Home Models Contracts Log API keys",
        "admin,    Home Models Contracts Log API keys"
    })
    void eachRole_findsItsPages_andEachOpens(String user, String links) {
        try (Person person = Person.signedIn(user)) {
            assertThat(
                            String.join(
                                    " ",
                                    person.page().locator(".layout-sidebar li a").allInnerTexts()))
                    .isEqualTo(links);
            for (String page : pages(user)) {
                Response opened = person.open(page);

                assertThat(opened.status()).as(page).isEqualTo(200);
                assertThat(person.title()).as(page).isNotBlank();
            }
            assertThat(person.faults()).isEmpty();
        }
    }

    /** WildFly's protection of realms against guessing once shut people out after ten requests. */
    @Test
    void somebodyWhoWorksAllDay_staysSignedInTowardsTheEjbs() {
        try (Person person = Person.signedIn("approver")) {
            for (int i = 0; i < 40; i++) {
                assertThat(
                                person.context()
                                        .request()
                                        .get(Ports.api("/portal/index.xhtml").toString())
                                        .status())
                        .as("request " + i)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void thePagesOpenWithinASecond_onceWarm() {
        try (Person person = Person.signedIn("admin")) {
            for (String page : pages("admin")) {
                person.open(page);
            }
            for (String page : pages("admin")) {
                long from = System.nanoTime();
                person.open(page);
                System.out.printf(
                        "portal: %-60s %4d ms%n", page, (System.nanoTime() - from) / 1_000_000);
            }
        }
    }

    @Test
    void theLanguage_isThePersonsChoice_andStays() {
        try (Person person = Person.signedIn("acme")) {
            person.open("/contracts.xhtml");
            person.page().click("a[hreflang='zh-CN']");

            assertThat(person.page().url()).endsWith("/portal/contracts.xhtml");
            assertThat(person.title()).isEqualTo("合同");
            assertThat(person.page().getAttribute("html", "lang")).isEqualTo("zh-CN");

            person.open("/index.xhtml");
            assertThat(person.page().locator(".layout-sidebar li a").first().innerText())
                    .isEqualTo("首页");

            person.page().click("a[hreflang='en']");
            assertThat(person.page().getAttribute("html", "lang")).isEqualTo("en");
        }
    }

    @Test
    void theTheme_isThePersonsChoice_andStays() {
        try (Person person = Person.signedIn("acme")) {
            assertThat(person.page().getAttribute("html", "data-theme")).isEqualTo("light");

            person.page().click("#theme-switch");
            person.open("/contracts.xhtml");

            assertThat(person.page().getAttribute("html", "data-theme")).isEqualTo("dark");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "acme, /models.xhtml, 403, This page is not for your role",
        "owner, /credentials.xhtml, 403, This page is not for your role",
        "acme, /nothing.xhtml, 404, There is nothing here for you",
        "acme, /receipt.xhtml?id=nonsense, 404, There is nothing here for you",
        "acme, /receipt.xhtml?id=01a2089b-4c08-758d-ad20-b57ebfa035a5, 404, There is nothing here for you",
        "acme, /contract.xhtml?id=C-1999-0001, 404, There is nothing here for you",
        "owner, /version.xhtml?model=nothing&version=1, 404, There is nothing here for you"
    })
    void whatIsNotThereOrNotForYou_isSaid_andNobodyIsStuck(
            String user, String page, int status, String title) {
        try (Person person = Person.signedIn(user)) {
            Response opened = person.open(page);

            assertThat(opened.status()).isEqualTo(status);
            assertThat(person.title()).isEqualTo(title);

            person.page().click("main a.primary");
            assertThat(person.page().url()).endsWith("/portal/index.xhtml");
            assertThat(person.sees(".standing")).isTrue();
        }
    }

    @Test
    void anotherPartnersReceiptAndContract_areNotThere() {
        Scene.partner("rival");
        try (Person person = Person.signedIn("rival")) {
            assertThat(person.open("/receipt.xhtml?id=" + receipt).status()).isEqualTo(404);
            assertThat(person.open("/contract.xhtml?id=" + contract).status()).isEqualTo(404);
            assertThat(
                            person.context()
                                    .request()
                                    .get(Ports.api("/portal/proof?id=" + receipt).toString())
                                    .status())
                    .isEqualTo(404);
            assertThat(
                            person.context()
                                    .request()
                                    .get(Ports.api("/portal/verify?id=" + receipt).toString())
                                    .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void theOneBox_findsAReceiptAContractAndAModel() {
        try (Person person = Person.signedIn("auditor")) {
            for (Map.Entry<String, String> search :
                    Map.of(
                                    receipt, "**/portal/receipt.xhtml?id=" + receipt,
                                    contract, "**/portal/contract.xhtml?id=" + contract,
                                    model, "**/portal/models.xhtml?q=" + model)
                            .entrySet()) {
                person.page().fill("#q", search.getKey());
                person.page().press("#q", "Enter");
                person.page().waitForURL(search.getValue());
            }
        }
    }

    @Test
    void aFormFromAnotherSite_isNotTaken() {
        try (Person person = Person.signedIn("acme")) {
            var answer =
                    person.context()
                            .request()
                            .post(
                                    Ports.api("/portal/credentials.xhtml").toString(),
                                    RequestOptions.create()
                                            .setHeader("Origin", "https://evil.example")
                                            .setHeader("Sec-Fetch-Site", "cross-site"));

            assertThat(answer.status()).isEqualTo(403);
        }
    }

    @Test
    void answers_tellTheBrowserToBeCareful() {
        try (Person person = Person.signedIn("acme")) {
            Map<String, String> headers = person.open("/credentials.xhtml").allHeaders();

            assertThat(headers)
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("x-frame-options", "DENY")
                    .containsEntry("referrer-policy", "same-origin")
                    .containsEntry("cache-control", "no-store");
            assertThat(headers.get("content-security-policy"))
                    .contains("frame-ancestors 'none'")
                    .contains("script-src 'self' 'nonce-")
                    .doesNotContain("unsafe-eval");
            assertThat(person.context().cookies())
                    .filteredOn(cookie -> cookie.name.equals("JSESSIONID"))
                    .allMatch(cookie -> cookie.httpOnly && cookie.path.equals("/portal"));
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "acme, light, en",
        "acme, dark, zh-CN",
        "approver, light, zh-CN",
        "approver, dark, en",
        "admin, light, en",
        "admin, dark, en"
    })
    void everyPage_canBeUsedByEverybody(String user, String theme, String language) {
        String waiting = waitingVersion();
        try (Person person = Person.inspected(user)) {
            person.prefer("vs-theme", theme);
            person.prefer("vs-lang", language);
            List<String> pages = new ArrayList<>(pages(user));
            if (!user.equals("acme")) {
                pages.add("/version.xhtml?model=" + waiting + "&version=1");
            }
            pages.add("/nothing.xhtml");

            for (String page : pages) {
                person.open(page);

                assertThat(grave(person)).as(page).isEmpty();
            }
        }
    }

    @Test
    void dialogs_canBeUsedByEverybody_andLeftByTheKeyboard() {
        try (Person person = Person.inspected("approver")) {
            person.open("/version.xhtml?model=" + model + "&version=1");
            person.page().click("button[data-opens=stop]");
            person.page().waitForFunction("() => document.activeElement.dataset.closes === 'stop'");

            assertThat(grave(person)).isEmpty();

            person.page().keyboard().press("Escape");
            person.page().locator("[id='stop:form:dialog']").waitFor(HIDDEN);
            person.page().waitForFunction("() => document.activeElement.dataset.opens === 'stop'");
        }
    }

    private static final com.microsoft.playwright.Locator.WaitForOptions HIDDEN =
            new com.microsoft.playwright.Locator.WaitForOptions()
                    .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);

    @Test
    void onAPhone_noPageIsWiderThanTheScreen_andTheMenuIsADrawer() {
        try (Person person = Person.onAPhone("admin")) {
            for (String page : pages("admin")) {
                person.open(page);

                assertThat(
                                person.page()
                                        .evaluate(
                                                "() => document.documentElement.scrollWidth -"
                                                        + " document.documentElement.clientWidth"))
                        .as(page)
                        .isEqualTo(0);
            }
            assertThat(person.page().isVisible(".layout-sidebar nav")).isFalse();
            person.page().click(".drawer-open");
            person.page().locator(".layout-sidebar nav").waitFor();
            person.page().click(".layout-sidebar a[href$='/contracts.xhtml']");
            person.page().waitForURL("**/contracts.xhtml");
        }
    }

    private static String waitingVersion() {
        String name = Scene.emptyModel();
        long version = Scene.upload(name, Archives.zip(SavedModels.halfPlusTwo()));
        Scene.step("owner", name, version, "submit").expect(200);
        return name;
    }

    private static List<String> grave(Person person) {
        return new AxeBuilder(person.page())
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(PortalPagesIT::describe)
                        .toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getNodes().getFirst().getHtml();
    }
}
