package io.vouchsafe.it.probe;

import io.vouchsafe.kernel.Caller;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;

/** Answers {@code <principal of the request> <what the EJB sees> <the Caller's partner>}. */
public abstract class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient RoleProbe probe;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = request.getRequestURI();
        try {
            String seen = ask(path);
            Principal principal = request.getUserPrincipal();
            response.setContentType("text/plain");
            response.getWriter()
                    .print(
                            (principal == null ? "-" : principal.getName())
                                    + " "
                                    + seen
                                    + " "
                                    + caller().map(known -> known.name() + "@" + known.partner())
                                            .orElse("-"));
        } catch (EJBAccessException denied) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private String ask(String path) {
        if (path.endsWith("/partners")) {
            return probe.forPartners();
        }
        return path.endsWith("/auditors") ? probe.forAuditors() : probe.whoCalls();
    }

    /** The caller as the WAR's own pages and resources get it. */
    abstract Optional<Caller> caller();
}
