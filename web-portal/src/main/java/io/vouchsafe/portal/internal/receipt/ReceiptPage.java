package io.vouchsafe.portal.internal.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.EntryDetail;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.audit.Verification;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Format;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    private @Nullable String id;
    private @Nullable EntryDetail detail;
    private @Nullable Verification verification;
    private JsonNode body = JSON.createObjectNode();
    private List<Contributions> explanations = List.of();

    /** For the client proxy. */
    protected ReceiptPage() {}

    @Inject
    public ReceiptPage(PortalCaller people, AuditTrail trail, Format format) {
        this.people = people;
        this.trail = trail;
        this.format = format;
    }

    /** Reads the entry; another partner's, an unknown and a malformed id are all 404. */
    public void load() throws IOException {
        Optional<ReceiptId> wanted = wanted();
        Optional<EntryDetail> found = wanted.flatMap(key -> trail.entry(people.current(), key));
        if (found.isEmpty()) {
            FacesContext faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(404, "");
            faces.responseComplete();
            return;
        }
        show(found.get(), trail.verify(people.current(), wanted.orElseThrow()).orElse(null));
    }

    void show(EntryDetail entry, @Nullable Verification checked) throws JsonProcessingException {
        detail = entry;
        verification = checked;
        body = JSON.readTree(entry.body());
        if (entry.explanation() != null) {
            JsonNode explanation = JSON.readTree(entry.explanation());
            List<Contributions> drawn = new ArrayList<>();
            for (int row = 0; row < Math.min(5, explanation.path("rows").size()); row++) {
                drawn.add(Contributions.of(explanation, row, format));
            }
            explanations = drawn;
        }
    }

    private Optional<ReceiptId> wanted() {
        try {
            return id == null ? Optional.empty() : Optional.of(ReceiptId.parse(id));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    public @Nullable EntrySummary getSummary() {
        return detail == null ? null : detail.summary();
    }

    public @Nullable Badge getBadge() {
        return detail == null ? null : Badge.of(detail.summary().decision());
    }

    public @Nullable Verification getVerification() {
        return verification;
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

    /** Masking rules that acted. */
    public List<Rule> getMasking() {
        List<Rule> rules = new ArrayList<>();
        body.path("masking")
                .fields()
                .forEachRemaining(
                        entry -> {
                            String[] parts = entry.getKey().split(":", 2);
                            rules.add(
                                    new Rule(
                                            parts[0],
                                            parts.length > 1 ? parts[1] : "",
                                            entry.getValue().asLong()));
                        });
        return rules;
    }

    /** Units by meter. */
    public List<Rule> getUnits() {
        List<Rule> units = new ArrayList<>();
        body.path("units")
                .fields()
                .forEachRemaining(
                        entry ->
                                units.add(new Rule(entry.getKey(), "", entry.getValue().asLong())));
        return units;
    }

    public List<Contributions> getExplanations() {
        return explanations;
    }

    /** Canonical JSON as it was hashed. */
    public String getBody() {
        return detail == null ? "" : detail.body();
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
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
