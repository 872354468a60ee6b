package io.vouchsafe.partners.internal.metering;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.Units;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One usage record per prediction entry. Of an answer it counts the calls and their price; of a
 * refusal or a fault how often it happened, at no price.
 */
@ApplicationScoped
public class UsageProjection implements Projection {
    private static final List<Column> COLUMNS =
            List.of(
                    new Column("contract", "text"),
                    new Column("partner", "text"),
                    new Column("model", "text"),
                    new Column("decision", "text"),
                    new Column("time", "timestamptz"),
                    new Column("day", "date"),
                    new Column("calls", "int8"),
                    new Column("rows", "int8"),
                    new Column("price", "numeric"),
                    new Column("currency", "text"));

    @Override
    public String table() {
        return "partners.usage_record";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public @Nullable Object @Nullable [] row(Entry entry) {
        boolean answered = entry.decision() == Decision.ALLOW;
        Money price = entry.unitPrice();
        return new @Nullable Object[] {
            entry.contract() == null ? null : entry.contract().id().value(),
            entry.partner() == null ? null : entry.partner().value(),
            model(entry),
            entry.decision().name(),
            entry.time(),
            LocalDate.ofInstant(entry.time(), ZoneOffset.UTC),
            answered ? Math.max(1, entry.units().of(Units.CALLS)) : 1 + entry.repeats(),
            answered ? entry.units().of(Units.ROWS) : 0L,
            answered && price != null ? price.amount() : BigDecimal.ZERO,
            price == null ? null : price.currency().getCurrencyCode()
        };
    }

    /** A name no model can have is left out; it may be anything a client wrote. */
    private static @Nullable String model(Entry entry) {
        if (entry.model() != null) {
            return entry.model().name().value();
        }
        String requested = entry.requested();
        if (requested == null) {
            return null;
        }
        try {
            return new ModelName(requested).value();
        } catch (IllegalArgumentException noName) {
            return null;
        }
    }
}
