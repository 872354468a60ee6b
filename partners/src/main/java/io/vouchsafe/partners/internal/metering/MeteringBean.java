package io.vouchsafe.partners.internal.metering;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.DailyUse;
import io.vouchsafe.partners.Metering;
import io.vouchsafe.partners.QuotaUse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts from the usage records. */
@Stateless
public class MeteringBean implements Metering {
    /** Days one question may span; a longer one gets the newest of them. */
    static final int MOST_DAYS = 1100;

    private final Clock clock;

    @PersistenceContext(unitName = "partners")
    private EntityManager entities;

    @SuppressWarnings("NullAway.Init") // the container sets the entity manager
    public MeteringBean() {
        this.clock = Clock.systemUTC();
    }

    MeteringBean(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    @RolesAllowed({
        Roles.ADMIN,
        Roles.MODEL_OWNER,
        Roles.APPROVER,
        Roles.AUDITOR,
        Roles.PARTNER_ADMIN,
        Roles.PARTNER_DEVELOPER
    })
    public List<QuotaUse> today(Caller caller) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<QuotaUse> use = new ArrayList<>();
        for (Tuple row : new UsageRecords(entities).day(caller, today)) {
            use.add(
                    new QuotaUse(
                            new ContractId(row.get("contract", String.class)),
                            count(row, "answered"),
                            count(row, "refused"),
                            count(row, "faults"),
                            count(row, "quota")));
        }
        return use;
    }

    @Override
    @RolesAllowed({
        Roles.ADMIN,
        Roles.MODEL_OWNER,
        Roles.APPROVER,
        Roles.AUDITOR,
        Roles.PARTNER_ADMIN,
        Roles.PARTNER_DEVELOPER
    })
    public List<DailyUse> daily(Caller caller, ContractId contract, LocalDate from, LocalDate to) {
        UsageRecords records = new UsageRecords(entities);
        Optional<String> currency = records.currency(caller, contract);
        if (currency.isEmpty() || from.isAfter(to)) {
            return List.of();
        }
        LocalDate oldest = to.minusDays(MOST_DAYS - 1);
        LocalDate first = from.isBefore(oldest) ? oldest : from;
        Currency unit = Currency.getInstance(currency.get());
        Map<LocalDate, DailyUse> used = new HashMap<>();
        for (Tuple row : records.days(contract, first, to)) {
            DailyUse use = use(row, unit);
            used.put(use.day(), use);
        }
        DailyUse none = new DailyUse(first, 0, 0, 0, new Money(BigDecimal.ZERO, unit));
        return first.datesUntil(to.plusDays(1))
                .map(day -> used.getOrDefault(day, new DailyUse(day, 0, 0, 0, none.cost())))
                .toList();
    }

    private static DailyUse use(Tuple row, Currency currency) {
        return new DailyUse(
                day(row.get("day")),
                count(row, "answered"),
                count(row, "refused"),
                count(row, "faults"),
                new Money((BigDecimal) row.get("cost"), currency));
    }

    private static LocalDate day(Object value) {
        return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
    }

    private static long count(Tuple row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
