package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.portal.testing.FakeRequest;
import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorPageTest {
    private static final Address NOWHERE = Address.with(Map.of());

    @Test
    void theReference_isOneForThePageAndTheLog() {
        ErrorPage page =
                new ErrorPage(
                        new FakeRequest()
                                .attribute(RequestDispatcher.ERROR_REQUEST_URI, "/portal/x.xhtml")
                                .attribute(
                                        RequestDispatcher.ERROR_EXCEPTION,
                                        new IllegalStateException("boom"))
                                .build(),
                        NOWHERE);

        assertThat(page.getReference()).matches("[0-9A-F]{8}").isEqualTo(page.getReference());
    }

    @Test
    void theWayOn_isThePageThatFailed() {
        ErrorPage page =
                new ErrorPage(
                        new FakeRequest()
                                .attribute(
                                        RequestDispatcher.ERROR_REQUEST_URI,
                                        "/portal/version.xhtml")
                                .query("model=m&version=1")
                                .build(),
                        NOWHERE);

        assertThat(page.getAgain()).isEqualTo("/portal/version.xhtml?model=m&version=1");
        assertThat(new ErrorPage(new FakeRequest().build(), NOWHERE).getAgain())
                .isEqualTo("/portal/");
    }

    @Test
    void theWayOnFromAForm_isThePageItStoodOn() {
        ErrorPage page =
                new ErrorPage(
                        new FakeRequest()
                                .attribute(
                                        RequestDispatcher.ERROR_REQUEST_URI,
                                        "/portal/contract.xhtml")
                                .build(),
                        Address.with(Map.of("id", "C-2026-0001")));

        assertThat(page.getAgain()).isEqualTo("/portal/contract.xhtml?id=C-2026-0001");
    }
}
