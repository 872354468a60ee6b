package io.vouchsafe.portal.internal.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.EntryDetail;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.audit.Verification;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Format;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.internal.frame.Responses;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One entry and everything that vouches for it; verified anew each time it is looked at. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class ReceiptPage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PortalCaller people;
    private AuditTrail trail;
    private Format format;
    private Frame frame;
    private Address address;

    private @Nullable EntryDetail detail;
    private @Nullable Verification verification;
    private JsonNode body = JSON.createObjectNode();
    private List<Contributions> explanations = List.of();

    /** For the client proxy. */
    protected ReceiptPage() {}

    @Inject
    public ReceiptPage(
            PortalCaller people, AuditTrail trail, Format format, Frame frame, Address address) {
        this.people = people;
        this.trail = trail;
        this.format = format;
        this.frame = frame;
        this.address = address;
    }

    /** Reads the entry; another partner's, an unknown and a malformed id are all 404. */
    public void load() {
        Optional<ReceiptId> wanted = address.get("id", ReceiptId::parse);
        // first: of an entry just written it waits for the checkpoint, which the entry then names
        verification = wanted.flatMap(id -> trail.verify(people.current(), id)).orElse(null);
        Optional<EntryDetail> found = wanted.flatMap(id -> trail.entry(people.current(), id));
        if (found.isEmpty()) {
            Responses.notFound();
            return;
        }
        show(found.get());
    }

    private void show(EntryDetail entry) {
        detail = entry;
        try {
            body = JSON.readTree(entry.body());
        } catch (JsonProcessingException notOurs) {
            throw new UncheckedIOException(notOurs);
        }
        if (entry.explanation() != null) {
            explanations = Contributions.read(entry.explanation(), format);
        }
    }

    public @Nullable EntrySummary getSummary() {
        return detail == null ? null : detail.summary();
    }

    public String getId() {
        return detail == null ? "" : detail.summary().receipt().toString();
    }

    public @Nullable Badge getBadge() {
        return detail == null ? null : Badge.of(detail.summary().decision());
    }

    public @Nullable Verification getVerification() {
        return verification;
    }

    /** Checked, and all of it held. */
    public boolean isSound() {
        return verification != null && verification.sound();
    }

    /** Checked, and something did not hold. */
    public boolean isBroken() {
        return verification != null && !verification.sound();
    }

    /** A field of the entry's body as text; a dash when it has none. */
    public String fact(String name) {
        JsonNode value = body.path(name);
        return value.isMissingNode() || value.isNull() ? "–" : value.asText();
    }

    /** True when the body has a value there. */
    public boolean has(String name) {
        return !body.path(name).isMissingNode() && !body.path(name).isNull();
    }

    public boolean isPrediction() {
        return "prediction".equals(body.path("type").asText());
    }

    /** What the entry is, in words. */
    public String getWhat() {
        return detail == null ? "" : frame.text("type." + detail.summary().type());
    }

    /** Whose data it is: the partner's, or the provider's. */
    public String getWhose() {
        EntrySummary summary = getSummary();
        if (summary == null || summary.partner() == null) {
            return frame.text("frame.provider");
        }
        return frame.isProvider() ? frame.partnerLabel(summary.partner()) : frame.getWhose();
    }

    /** Id of the contract without its revision, for a link; empty without a contract. */
    public String getContractId() {
        return has("contract") ? fact("contract").replaceFirst("@.*", "") : "";
    }

    /** Masking rules that acted. */
    public List<Rule> getMasking() {
        List<Rule> rules = new ArrayList<>();
        for (Map.Entry<String, JsonNode> rule : body.path("masking").properties()) {
            String[] parts = rule.getKey().split(":", 2);
            rules.add(
                    new Rule(parts[0], parts.length > 1 ? parts[1] : "", rule.getValue().asLong()));
        }
        return rules;
    }

    /** Units by meter. */
    public List<Rule> getUnits() {
        List<Rule> units = new ArrayList<>();
        for (Map.Entry<String, JsonNode> unit : body.path("units").properties()) {
            units.add(new Rule(unit.getKey(), "", unit.getValue().asLong()));
        }
        return units;
    }

    public List<Contributions> getExplanations() {
        return explanations;
    }

    /** True when an explanation was given but is no longer kept. */
    public boolean isExplanationGone() {
        return explanations.isEmpty() && has("explanation");
    }

    /** Canonical JSON as it was hashed. */
    public String getBody() {
        return detail == null ? "" : detail.body();
    }

    /** An operator or meter, where it acted, how often. */
    public record Rule(String name, String where, long count) {
        public String getName() {
            return name;
        }

        public String getWhere() {
            return where;
        }

        public long getCount() {
            return count;
        }
    }
}
