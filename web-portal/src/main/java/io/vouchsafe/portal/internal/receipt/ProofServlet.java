package io.vouchsafe.portal.internal.receipt;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.TransparencyLog;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** {@code GET /portal/proof?id=…}: the receipt as a file that the offline verifier reads. */
@WebServlet("/proof")
public class ProofServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final transient PortalCaller people;
    private final transient TransparencyLog log;
    private final transient Address address;

    @Inject
    public ProofServlet(PortalCaller people, TransparencyLog log, Address address) {
        this.people = people;
        this.log = log;
        this.address = address;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<ReceiptId> id = address.get("id", ReceiptId::parse);
        if (id.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        switch (log.receipt(people.current(), id.get(), PATIENCE)) {
            case Receipt.Published published -> send(response, published);
            case Receipt.Pending pending ->
                    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            case Receipt.Aged aged -> response.sendError(HttpServletResponse.SC_GONE);
            case Receipt.Unknown unknown -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void send(HttpServletResponse response, Receipt.Published receipt)
            throws IOException {
        byte[] proof = receipt.proof().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + receipt.id() + ".tlog-proof\"");
        response.setContentLength(proof.length);
        response.getOutputStream().write(proof);
    }
}
