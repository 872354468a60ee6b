package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.portal.testing.FakeRequest;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;

class ErrorPageTest {
    @Test
    void theReference_isOneForThePageAndTheLog() {
        ErrorPage page =
                new ErrorPage(
                        new FakeRequest()
                                .attribute(RequestDispatcher.ERROR_REQUEST_URI, "/portal/x.xhtml")
                                .attribute(
                                        RequestDispatcher.ERROR_EXCEPTION,
                                        new IllegalStateException("boom"))
                                .build());

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
                                .build());

        assertThat(page.getAgain()).isEqualTo("/portal/version.xhtml?model=m&version=1");
        assertThat(new ErrorPage(new FakeRequest().build()).getAgain()).isEqualTo("/portal/");
    }
}
