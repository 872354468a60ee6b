package io.vouchsafe.portal.internal.receipt;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /portal/entries.csv?…}: the entries a list shows as a file (RFC 4180), newest first,
 * at most {@value #MOST} of them. Columns and times are the same in every language: programs read
 * it.
 */
@WebServlet("/entries.csv")
public class EntriesServlet extends HttpServlet {
    static final int MOST = 10_000;

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 200;

    private final transient PortalCaller people;
    private final transient AuditTrail trail;
    private final transient Frame frame;
    private final transient Address address;

    @Inject
    public EntriesServlet(PortalCaller people, AuditTrail trail, Frame frame, Address address) {
        this.people = people;
        this.trail = trail;
        this.frame = frame;
        this.address = address;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        EntryFilter filter = new EntryFilter(address, frame.scope());
        if (filter.query(null, 1).isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/csv;charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"entries.csv\"");
        write(filter, response.getWriter());
    }

    void write(EntryFilter filter, PrintWriter out) {
        out.print(
                "index,receipt,time,type,decision,reason,partner,contract,model,caller,purpose,masked,"
                        + "price,currency,published\r\n");
        int written = 0;
        String after = null;
        do {
            Optional<EntryQuery> query = filter.query(after, Math.min(PAGE, MOST - written));
            if (query.isEmpty()) {
                return;
            }
            Page<EntrySummary> page = trail.search(people.current(), query.get());
            page.items().forEach(entry -> out.print(line(entry)));
            written += page.items().size();
            after = page.next();
        } while (after != null && written < MOST);
    }

    static String line(EntrySummary entry) {
        Decision decision = entry.decision();
        return Stream.of(
                                Long.toString(entry.index()),
                                entry.receipt().toString(),
                                entry.time().toString(),
                                entry.type(),
                                decision == null ? "" : decision.name(),
                                entry.reason(),
                                entry.partner(),
                                entry.contract(),
                                entry.model(),
                                entry.caller(),
                                entry.purpose(),
                                Integer.toString(entry.masked()),
                                entry.price() == null ? "" : entry.price().toPlainString(),
                                entry.currency(),
                                Boolean.toString(entry.published()))
                        .map(EntriesServlet::field)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    /** Quoted when needed; a leading formula sign is defused, because people open it in a sheet. */
    static String field(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String text = "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
