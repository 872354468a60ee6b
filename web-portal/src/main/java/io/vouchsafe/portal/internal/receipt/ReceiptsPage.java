package io.vouchsafe.portal.internal.receipt;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list of entries; its filters stand in the address, so a view can be kept as a link. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class ReceiptsPage {
    private static final int PAGE = 50;

    private PortalCaller people;
    private AuditTrail trail;

    private @Nullable String from;
    private @Nullable String to;
    private @Nullable String partner;
    private @Nullable String contract;
    private @Nullable String model;
    private @Nullable String decision;
    private @Nullable String text;
    private @Nullable String after;
    private boolean unreadable;
    private Page<EntrySummary> entries = new Page<>(List.of(), null);

    /** For the client proxy. */
    protected ReceiptsPage() {}

    @Inject
    public ReceiptsPage(PortalCaller people, AuditTrail trail) {
        this.people = people;
        this.trail = trail;
    }

    /** Reads the page that the address asks for; a filter that cannot be read finds nothing. */
    public void load() {
        try {
            entries =
                    trail.search(
                            people.current(),
                            new EntryQuery(
                                    day(from, 0),
                                    day(to, 1),
                                    read(partner, PartnerId::new),
                                    read(contract, ContractId::new),
                                    read(model, Function.identity()),
                                    null,
                                    read(decision, Decision::valueOf),
                                    null,
                                    read(text, Function.identity()),
                                    read(after, Function.identity()),
                                    PAGE));
        } catch (IllegalArgumentException | DateTimeParseException unread) {
            unreadable = true;
        }
    }

    private static @Nullable Instant day(@Nullable String text, int plus) {
        return read(
                text,
                day ->
                        LocalDate.parse(day)
                                .plusDays(plus)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant());
    }

    private static <T> @Nullable T read(@Nullable String text, Function<String, T> reader) {
        return text == null || text.isBlank() ? null : reader.apply(text.strip());
    }

    public List<EntrySummary> getEntries() {
        return entries.items();
    }

    public @Nullable String getNext() {
        return entries.next();
    }

    /** True when a filter could not be read. */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** True when no filter is set. */
    public boolean isUnfiltered() {
        return java.util.stream.Stream.of(from, to, partner, contract, model, decision, text, after)
                .allMatch(value -> value == null || value.isBlank());
    }

    /** Address of the following page, the same filters. */
    public String getNextUrl() {
        StringBuilder url = new StringBuilder("receipts.xhtml?");
        add(url, "from", from);
        add(url, "to", to);
        add(url, "partner", partner);
        add(url, "contract", contract);
        add(url, "model", model);
        add(url, "decision", decision);
        add(url, "q", text);
        add(url, "after", entries.next());
        return url.toString();
    }

    private static void add(StringBuilder url, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            url.append(name)
                    .append('=')
                    .append(
                            java.net.URLEncoder.encode(
                                    value, java.nio.charset.StandardCharsets.UTF_8))
                    .append('&');
        }
    }

    public @Nullable String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = from;
    }

    public @Nullable String getTo() {
        return to;
    }

    public void setTo(@Nullable String to) {
        this.to = to;
    }

    public @Nullable String getPartner() {
        return partner;
    }

    public void setPartner(@Nullable String partner) {
        this.partner = partner;
    }

    public @Nullable String getContract() {
        return contract;
    }

    public void setContract(@Nullable String contract) {
        this.contract = contract;
    }

    public @Nullable String getModel() {
        return model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
    }

    public @Nullable String getDecision() {
        return decision;
    }

    public void setDecision(@Nullable String decision) {
        this.decision = decision;
    }

    public @Nullable String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = text;
    }

    public @Nullable String getAfter() {
        return after;
    }

    public void setAfter(@Nullable String after) {
        this.after = after;
    }
}
