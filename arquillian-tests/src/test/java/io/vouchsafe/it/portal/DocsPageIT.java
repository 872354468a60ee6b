package io.vouchsafe.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A developer tries the API with nothing but a browser and a key. */
@ExtendWith({ArquillianExtension.class, Chromium.class})
@RunAsClient
class DocsPageIT {
    @Test
    void aPrediction_canBeTriedInTheBrowser() {
        String model = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(model));
        String key = Scene.key("acme");
        List<String> faults = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        String origin = Ports.api("/").toString();
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            page.onPageError(faults::add);
            page.onConsoleMessage(
                    message -> {
                        if (message.type().equals("error")) {
                            faults.add(message.text());
                        }
                    });
            page.onRequest(
                    request -> {
                        if (!request.url().startsWith(origin)
                                && !request.url().startsWith("data:")) {
                            foreign.add(request.url());
                        }
                    });

            page.navigate(Ports.api("/api/docs").toString());
            page.locator("button.authorize").first().click();
            Locator dialog = page.locator(".dialog-ux");
            dialog.locator("input").first().fill(key);
            dialog.locator("button.authorize").click();
            dialog.locator("button.btn-done").click();
            Locator operation =
                    page.locator(".opblock-post")
                            .filter(
                                    new Locator.FilterOptions()
                                            .setHas(
                                                    page.locator(
                                                            "[data-path='/v1/models/{model}:{verb}']")));
            operation.locator(".opblock-summary-control").click();
            operation.locator("tr[data-param-name='model'] input").fill(model);
            operation.locator("tr[data-param-name='verb'] select").selectOption("predict");
            operation.locator("textarea.body-param__text").fill("{\"instances\": [[1.0]]}");
            operation
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Execute"))
                    .click();

            assertThat(
                            operation
                                    .locator(".live-responses-table tbody .response-col_status")
                                    .first())
                    .containsText("200");
            assertThat(operation.locator(".live-responses-table")).containsText("predictions");
            assertThat(faults).isEmpty();
            assertThat(foreign).as("requests that leave the server").isEmpty();
        }
    }
}
