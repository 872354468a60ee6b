package io.vouchsafe.portal.testing;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntryDetail;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.audit.LogState;
import io.vouchsafe.audit.Verification;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.ReceiptId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A log that a test fills; pages are cut by index. */
public final class FakeTrail implements AuditTrail {
    public static final Instant TIME = Instant.parse("2026-11-23T13:32:05Z");

    public final List<EntryQuery> asked = new ArrayList<>();
    private final List<EntryDetail> entries = new ArrayList<>();
    private final Map<ReceiptId, Verification> verified = new HashMap<>();
    public @Nullable RuntimeException fault;

    /** An answer for a partner; its body has what receipts show. */
    public ReceiptId answer(String partner, String model, @Nullable String explanation) {
        String body =
                "{\"type\":\"prediction\",\"contract\":\"C-2026-0001@2\",\"partner\":\""
                        + partner
                        + "\",\"model\":\""
                        + model
                        + "\",\"masking\":{\"drop:ssn\":1,\"redact:note\":2},\"units\":{\"calls\":1,"
                        + "\"rows\":3},\"reason\":null,\"explanation\":"
                        + (explanation == null ? "null" : "\"sha256:00\"")
                        + "}";
        return add(partner, "prediction", Decision.ALLOW, model, body, explanation);
    }

    /** A management event. */
    public ReceiptId event(String type, String body) {
        return add(null, type, null, null, body, null);
    }

    private ReceiptId add(
            @Nullable String partner,
            String type,
            @Nullable Decision decision,
            @Nullable String model,
            String body,
            @Nullable String explanation) {
        ReceiptId id = ReceiptId.fresh();
        EntrySummary summary =
                new EntrySummary(
                        entries.size(),
                        id,
                        type,
                        TIME,
                        decision,
                        null,
                        partner,
                        partner == null ? null : "C-2026-0001@2",
                        model,
                        "key:abc",
                        partner == null ? null : "credit-decision",
                        3,
                        partner == null ? null : new BigDecimal("0.04"),
                        partner == null ? null : "EUR",
                        true);
        entries.add(new EntryDetail(summary, body, explanation));
        return id;
    }

    /** The next look at this entry's proof comes out so. */
    public void verifies(ReceiptId id, boolean sound) {
        verified.put(
                id,
                new Verification(
                        sound,
                        1,
                        42,
                        "log.example",
                        List.of(
                                new Verification.Check("body", true, ""),
                                new Verification.Check("inclusion", sound, sound ? "" : "a, b"))));
    }

    @Override
    public Page<EntrySummary> search(Caller caller, EntryQuery query) {
        asked.add(query);
        int before = query.after() == null ? entries.size() : Integer.parseInt(query.after());
        List<EntrySummary> found = new ArrayList<>();
        int index = before - 1;
        for (; index >= 0 && found.size() < query.limit(); index--) {
            EntrySummary summary = entries.get(index).summary();
            if (mine(caller, summary)
                    && (query.type() == null || query.type().equals(summary.type()))) {
                found.add(summary);
            }
        }
        return new Page<>(found, index < 0 ? null : Integer.toString(index + 1));
    }

    private static boolean mine(Caller caller, EntrySummary summary) {
        return caller.isProvider()
                || Objects.requireNonNull(caller.partner()).value().equals(summary.partner());
    }

    @Override
    public Optional<EntryDetail> entry(Caller caller, ReceiptId id) {
        return entries.stream()
                .filter(entry -> entry.summary().receipt().equals(id))
                .filter(entry -> mine(caller, entry.summary()))
                .findFirst();
    }

    @Override
    public Optional<Verification> verify(Caller caller, ReceiptId id) {
        return Optional.ofNullable(verified.get(id));
    }

    @Override
    public LogState state() {
        if (fault != null) {
            throw fault;
        }
        return new LogState("log.example", entries.size(), entries.size(), "cm9vdA==", TIME, true);
    }
}
