package io.vouchsafe.rest.internal.management;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.rest.internal.json.Times;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parameters of a search in the log; an absent one does not limit. */
class EntryFilter {
    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;
    private static final int LONGEST_TEXT = 200;

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

    @QueryParam("partner")
    @Nullable String partner;

    @QueryParam("contract")
    @Nullable String contract;

    @QueryParam("model")
    @Nullable String model;

    @QueryParam("subject")
    @Nullable String subject;

    @QueryParam("decision")
    @Nullable String decision;

    @QueryParam("type")
    @Nullable String type;

    @QueryParam("q")
    @Nullable String q;

    @QueryParam("after")
    @Nullable String after;

    @QueryParam("limit")
    @Nullable String limit;

    EntryQuery toQuery() {
        Integer most = Parameter.read("limit", limit, "number from 1 to 200", EntryFilter::limit);
        return new EntryQuery(
                Parameter.read("from", from, "time", Times::instant),
                Parameter.read("to", to, "time", Times::instant),
                Parameter.read("partner", partner, "partner id", PartnerId::new),
                Parameter.read("contract", contract, "contract id", ContractId::new),
                text("model", model),
                text("subject", subject),
                Parameter.read("decision", decision, "decision", EntryFilter::decision),
                text("type", type),
                text("q", q),
                text("after", after),
                most == null ? DEFAULT_LIMIT : most);
    }

    private static @Nullable String text(String name, @Nullable String value) {
        return Parameter.read(
                name,
                value,
                "text of at most " + LONGEST_TEXT + " characters",
                text -> {
                    if (text.length() > LONGEST_TEXT) {
                        throw new IllegalArgumentException(name);
                    }
                    return text;
                });
    }

    private static Decision decision(String text) {
        return Decision.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Integer limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException(text);
        }
        return limit;
    }
}
