package io.vouchsafe.portal.internal.frame;

import io.vouchsafe.audit.LogUnavailableException;
import jakarta.ejb.EJBAccessException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a page throws into the error page that says it.
 *
 * <p>The container would log a stack trace for each page that is not for somebody's role, answer it
 * with 500, and show what Faces wrapped around the cause.
 */
public class FaultFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Request attribute with the cause, for the error page. */
    static final String CAUSE = FaultFilter.class.getName() + ".cause";

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException fault) { // any: this is where they end
            Throwable cause = cause(fault);
            request.setAttribute(CAUSE, cause);
            if (response.isCommitted()) {
                PortalMessages.LOG.pageBrokeOff(request.getRequestURI(), cause);
                return;
            }
            response.sendError(status(cause));
        }
    }

    /** What really happened, or the outermost exception whose kind decides the page. */
    static Throwable cause(Throwable fault) {
        Throwable known = find(fault, LogUnavailableException.class);
        if (known == null) {
            known = find(fault, EJBAccessException.class);
        }
        if (known == null) {
            known = find(fault, ViewExpiredException.class);
        }
        if (known != null) {
            return known;
        }
        Throwable cause = fault;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static @Nullable Throwable find(Throwable fault, Class<? extends Throwable> kind) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 50; depth++) {
            if (kind.isInstance(cause)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** The status whose error page (web.xml) says it. */
    static int status(Throwable cause) {
        return switch (cause) {
            case EJBAccessException notYours -> HttpServletResponse.SC_FORBIDDEN;
            case ViewExpiredException tooOld -> HttpServletResponse.SC_CONFLICT;
            case LogUnavailableException away -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            default -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        };
    }
}
