package io.vouchsafe.it.probe;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /api/probe/events/<commit|rollback|without>/<part>} answers the event's receipt id.
 */
@WebServlet("/api/probe/events/*")
public class EventProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient TransactionProbe probe;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String[] path = request.getPathInfo().split("/");
        response.setContentType("text/plain");
        try {
            response.getWriter()
                    .print(
                            switch (path[1]) {
                                case "commit" -> probe.commit(path[2]);
                                case "rollback" -> probe.rollBack(path[2]);
                                default -> probe.withoutTransaction(path[2]);
                            });
        } catch (RuntimeException refused) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            response.getWriter().print(refused.getClass().getSimpleName());
        }
    }
}
