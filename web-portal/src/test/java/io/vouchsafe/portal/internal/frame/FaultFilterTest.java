package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.LogUnavailableException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

class FaultFilterTest {
    @Test
    void aFacesRefusal_isForbidden_howeverDeepItLies() {
        Throwable cause =
                FaultFilter.cause(
                        new ServletException(
                                new FacesException(new EJBAccessException("not for you"))));

        assertThat(FaultFilter.status(cause)).isEqualTo(403);
    }

    @Test
    void aPageFromBeforeARestart_isAConflict() {
        assertThat(
                        FaultFilter.status(
                                FaultFilter.cause(
                                        new ServletException(
                                                new ViewExpiredException("/index.xhtml")))))
                .isEqualTo(409);
    }

    @Test
    void aLogThatIsAway_isUnavailable_withItsOwnCauseBelow() {
        RuntimeException away =
                new LogUnavailableException("log away", new IllegalStateException("disk full"));

        assertThat(FaultFilter.status(FaultFilter.cause(new EJBException(away)))).isEqualTo(503);
    }

    @Test
    void anythingElse_isOurFault_andTheRootIsWhatIsLogged() {
        IllegalStateException root = new IllegalStateException("root");

        Throwable cause = FaultFilter.cause(new ServletException(new FacesException(root)));

        assertThat(cause).isSameAs(root);
        assertThat(FaultFilter.status(cause)).isEqualTo(500);
    }
}
