package io.vouchsafe.it.probe;

import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

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
                                    + caller(request));
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

    private static Object caller(HttpServletRequest request) {
        Object caller = request.getAttribute("io.vouchsafe.kernel.Caller");
        return caller instanceof io.vouchsafe.kernel.Caller known
                ? known.name() + "@" + known.partner()
                : "-";
    }
}
