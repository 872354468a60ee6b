package io.vouchsafe.audit.internal.search;

import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.PredictionRows;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.keys.BlindIndex;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A query's conditions as SQL over {@code audit.entry e}, values always as parameters. */
final class Conditions {
    private final List<String> sql = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** All conditions of the query, and the caller's own: it cannot be asked away. */
    static Conditions of(Caller caller, EntryQuery query, BlindIndex index) {
        Conditions conditions = new Conditions();
        if (!caller.isProvider()) {
            PartnerId own = caller.partner();
            if (own == null) {
                conditions.add("false");
            } else {
                conditions.add("e.partner = ?", own.value());
            }
        }
        conditions.equal("e.partner", query.partner());
        conditions.equal("e.contract", query.contract());
        conditions.equal("e.decision", query.decision());
        conditions.equal("e.type", query.type());
        conditions.time("e.time >= ?", query.from());
        conditions.time("e.time < ?", query.to());
        conditions.model(query.model());
        conditions.text(query.text());
        if (query.subject() != null) {
            conditions.add(
                    """
                    e.entry_index IN (SELECT d.entry_index FROM audit.detached d WHERE d.subject_tag = ?)""",
                    index.tag(PredictionRows.SUBJECT_DOMAIN, query.subject()));
        }
        if (query.after() != null) {
            conditions.add("e.entry_index < ?", cursor(query.after()));
        }
        return conditions;
    }

    private static long cursor(String after) {
        try {
            long index = Long.parseLong(after);
            if (index >= 0) {
                return index;
            }
        } catch (NumberFormatException noNumber) {
            throw AuditMessages.LOG.noCursor(shortened(after));
        }
        throw AuditMessages.LOG.noCursor(shortened(after));
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private void add(String condition, Object... parameters) {
        sql.add(condition);
        values.addAll(List.of(parameters));
    }

    private void equal(String column, @Nullable Object value) {
        if (value != null) {
            add(column + " = ?", value.toString());
        }
    }

    private void time(String condition, @Nullable Instant time) {
        if (time != null) {
            add(condition, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
        }
    }

    private void model(@Nullable String model) {
        if (model == null) {
            return;
        }
        int at = model.lastIndexOf('@');
        Optional<Long> version = at < 0 ? Optional.empty() : version(model.substring(at + 1));
        add("e.model = ?", version.isPresent() ? model.substring(0, at) : model);
        version.ifPresent(number -> add("e.model_version = ?", number));
    }

    private static Optional<Long> version(String digits) {
        try {
            return Optional.of(Long.valueOf(digits));
        } catch (NumberFormatException noVersion) {
            return Optional.empty();
        }
    }

    private void text(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        String wanted = text.strip();
        Optional<UUID> id = receipt(wanted);
        if (id.isPresent()) {
            add("e.receipt_id = ?", id.get());
            return;
        }
        String pattern = "%" + escaped(wanted) + "%";
        add(
                """
                (e.type ILIKE ? OR e.caller ILIKE ? OR e.reason ILIKE ? OR e.receipt_id::text LIKE ?)""",
                pattern,
                pattern,
                pattern,
                escaped(wanted.toLowerCase(Locale.ROOT)) + "%");
    }

    private static Optional<UUID> receipt(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static String escaped(String text) {
        return text.replace("\0", "").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    String where() {
        return sql.isEmpty() ? "" : " WHERE " + String.join(" AND ", sql);
    }

    /** Sets the parameters; answers the number of the next one. */
    int bind(PreparedStatement query) throws SQLException {
        int next = 1;
        for (Object value : values) {
            query.setObject(next++, value);
        }
        return next;
    }
}
