package io.vouchsafe.portal.internal.home;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.DailyUse;
import io.vouchsafe.partners.Metering;
import io.vouchsafe.partners.QuotaUse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was called over some contracts: today against the quota, by day, and this month's cost. */
final class Usage {
    static final int DAYS = 14;

    private final List<QuotaUse> today;
    private final List<DayChart.Day> days;
    private final List<Money> costs;

    private Usage(List<QuotaUse> today, List<DayChart.Day> days, List<Money> costs) {
        this.today = today;
        this.days = days;
        this.costs = costs;
    }

    static Usage none() {
        return new Usage(List.of(), List.of(), List.of());
    }

    /** Reads one range per contract: the last two weeks and the month so far lie in it. */
    static Usage of(
            Metering metering, Caller caller, List<ContractView> contracts, LocalDate today) {
        LocalDate first = today.minusDays(DAYS - 1L);
        LocalDate month = today.withDayOfMonth(1);
        LocalDate from = month.isBefore(first) ? month : first;
        long[] answered = new long[DAYS];
        long[] failed = new long[DAYS];
        Map<Currency, BigDecimal> costs = new LinkedHashMap<>();
        for (ContractView contract : contracts) {
            for (DailyUse use : metering.daily(caller, contract.ref().id(), from, today)) {
                int day = (int) (use.day().toEpochDay() - first.toEpochDay());
                if (day >= 0 && day < DAYS) {
                    answered[day] += use.answered();
                    failed[day] += use.refused() + use.faults();
                }
                if (!use.day().isBefore(month)) {
                    costs.merge(use.cost().currency(), use.cost().amount(), BigDecimal::add);
                }
            }
        }
        List<DayChart.Day> days = new ArrayList<>();
        for (int i = 0; i < DAYS; i++) {
            days.add(new DayChart.Day(first.plusDays(i), answered[i], failed[i]));
        }
        List<Money> sums =
                costs.entrySet().stream()
                        .map(sum -> new Money(sum.getValue(), sum.getKey()))
                        .toList();
        List<QuotaUse> now =
                metering.today(caller).stream()
                        .filter(
                                use ->
                                        contracts.stream()
                                                .anyMatch(
                                                        contract ->
                                                                contract.ref()
                                                                        .id()
                                                                        .equals(use.contract())))
                        .toList();
        return new Usage(now, days, sums);
    }

    long answered() {
        return today.stream().mapToLong(QuotaUse::answered).sum();
    }

    long refused() {
        return today.stream().mapToLong(QuotaUse::refused).sum();
    }

    long faults() {
        return today.stream().mapToLong(QuotaUse::faults).sum();
    }

    long quota() {
        return today.stream().mapToLong(QuotaUse::quota).sum();
    }

    /** Share of the quota used, 0 to 1; 0 without a quota. */
    double used() {
        return quota() == 0 ? 0 : Math.min(1, (double) answered() / quota());
    }

    /** The last two weeks, oldest first, today included. */
    List<DayChart.Day> days() {
        return days;
    }

    /** This month so far, one sum per currency. */
    List<Money> costs() {
        return costs;
    }
}
