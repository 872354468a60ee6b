package io.vouchsafe.audit.internal.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.audit.internal.body.LogRow.Columns;
import io.vouchsafe.audit.internal.receipts.StoredEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines of lists. Price, purpose and masking are in the body alone; aged entries lack them. */
final class Summaries {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Summaries() {}

    static EntrySummary of(StoredEntry entry, long published) {
        JsonNode body = json(entry.body());
        Columns columns = entry.columns();
        return new EntrySummary(
                entry.index(),
                entry.id(),
                columns.type(),
                columns.time(),
                columns.decision() == null ? null : Decision.valueOf(columns.decision()),
                columns.reason(),
                columns.partner(),
                text(body, "contract").orElse(columns.contract()),
                model(columns),
                columns.caller(),
                text(body, "purpose").orElse(null),
                masked(body),
                price(body),
                text(body, "currency").orElse(null),
                entry.index() < published);
    }

    /** The body as JSON; a missing node when there is none or it is broken. */
    static JsonNode json(byte @Nullable [] body) {
        if (body == null) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (IOException noJson) { // verify says so; a list must still be shown
            return MissingNode.getInstance();
        }
    }

    static Optional<String> text(JsonNode body, String name) {
        return Optional.ofNullable(body.path(name).textValue());
    }

    static @Nullable String model(Columns columns) {
        return columns.modelVersion() == null
                ? columns.model()
                : columns.model() + "@" + columns.modelVersion();
    }

    private static int masked(JsonNode body) {
        int masked = 0;
        for (JsonNode count : body.path("masking")) {
            masked += count.asInt();
        }
        return masked;
    }

    private static @Nullable BigDecimal price(JsonNode body) {
        try {
            return text(body, "listPrice").map(BigDecimal::new).orElse(null);
        } catch (NumberFormatException noPrice) {
            return null;
        }
    }
}
