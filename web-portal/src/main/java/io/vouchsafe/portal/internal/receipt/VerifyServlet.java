package io.vouchsafe.portal.internal.receipt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.Verification;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code GET /portal/verify?id=…}: recomputes one entry's proof and says what came of it as JSON,
 * so that a list can verify its rows in place. It only looks; nothing is changed by it.
 */
@WebServlet("/verify")
public class VerifyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient PortalCaller people;
    private final transient AuditTrail trail;
    private final transient Address address;

    @Inject
    public VerifyServlet(PortalCaller people, AuditTrail trail, Address address) {
        this.people = people;
        this.trail = trail;
        this.address = address;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<ReceiptId> id = address.get("id", ReceiptId::parse);
        if (id.isEmpty() || trail.entry(people.current(), id.get()).isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] answer = JSON.writeValueAsBytes(answer(trail.verify(people.current(), id.get())));
        response.setContentType("application/json;charset=utf-8");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    /** {@code state}: sound, broken, or pending while no checkpoint covers the entry. */
    static ObjectNode answer(Optional<Verification> found) {
        ObjectNode json = JSON.createObjectNode();
        if (found.isEmpty()) {
            return json.put("state", "pending");
        }
        Verification verification = found.get();
        return json.put("state", verification.sound() ? "sound" : "broken")
                .put("index", verification.index())
                .put("size", verification.size());
    }
}
