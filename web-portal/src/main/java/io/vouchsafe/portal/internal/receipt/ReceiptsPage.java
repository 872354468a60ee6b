package io.vouchsafe.portal.internal.receipt;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/**
 * The log for the provider's people, the receipts for a partner's. Filters and place stand in the
 * address, so a view can be kept as a link and the browser's back button does what it says.
 */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class ReceiptsPage {
    private static final int PAGE = 50;

    private PortalCaller people;
    private AuditTrail trail;
    private Address address;
    private EntryFilter filter;

    private boolean unreadable;
    private Page<EntrySummary> entries = new Page<>(List.of(), null);

    /** For the client proxy. */
    protected ReceiptsPage() {}

    @Inject
    public ReceiptsPage(PortalCaller people, AuditTrail trail, Frame frame, Address address) {
        this.people = people;
        this.trail = trail;
        this.address = address;
        this.filter = new EntryFilter(address, frame.scope());
    }

    /** Reads the page that the address asks for; a filter that cannot be read finds nothing. */
    public void load() {
        try {
            Optional<EntryQuery> query = filter.query(address.get("after").orElse(null), PAGE);
            unreadable = query.isEmpty();
            query.ifPresent(wanted -> entries = trail.search(people.current(), wanted));
        } catch (IllegalArgumentException strangeCursor) {
            unreadable = true;
        }
    }

    public List<EntrySummary> getEntries() {
        return entries.items();
    }

    /** True when a filter could not be read. */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** True when no filter is set: nothing to show means nothing happened yet. */
    public boolean isUnfiltered() {
        return filter.isUnset() && isFirst();
    }

    public boolean isNarrowed() {
        return filter.isNarrowed();
    }

    /** True on the newest page. */
    public boolean isFirst() {
        return address.get("after").isEmpty();
    }

    public boolean isMore() {
        return entries.next() != null;
    }

    /** Address of the following page, the same filters. */
    public String getOlderUrl() {
        return filter.url("receipts.xhtml", "after", entries.next());
    }

    /** Address of the first page, the same filters. */
    public String getNewestUrl() {
        return filter.url("receipts.xhtml", "after", null);
    }

    /** The same entries as a file. */
    public String getCsvUrl() {
        return filter.url("entries.csv", "after", null);
    }

    /** What the address asks for under this name; empty when it does not. */
    public String value(String name) {
        return address.get(name).orElse("");
    }

    /** Ready-made views: the address of one of them, other filters kept. */
    public String view(String type, String decision) {
        return Address.of(
                "receipts.xhtml",
                "type",
                type,
                "decision",
                decision,
                "from",
                value("from"),
                "to",
                value("to"),
                "partner",
                value("partner"),
                "contract",
                value("contract"),
                "model",
                value("model"),
                "q",
                value("q"));
    }

    /** True when the address shows this view. */
    public boolean shows(String type, String decision) {
        return value("type").equals(type) && value("decision").equals(decision);
    }
}
