package io.vouchsafe.portal.internal.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.QuotaUse;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final FakePartners partners = new FakePartners();
    private final Caller caller = FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN).current();
    private final ContractView contract =
            partners.contract("C-2026-0001", "acme", ContractState.ACTIVE, "risk");

    @Test
    void twoWeeks_endToday() {
        partners.used("C-2026-0001", TODAY, 5, 1, "0.20");
        partners.used("C-2026-0001", TODAY.minusDays(13), 7, 0, "0.28");
        partners.used("C-2026-0001", TODAY.minusDays(14), 9, 0, "0.36");

        List<DayChart.Day> days = usage(TODAY).days();

        assertThat(days).hasSize(14);
        assertThat(days.getFirst()).isEqualTo(new DayChart.Day(TODAY.minusDays(13), 7, 0));
        assertThat(days.getLast()).isEqualTo(new DayChart.Day(TODAY, 5, 1));
    }

    @Test
    void theMonthsCost_beginsOnItsFirst() {
        partners.used("C-2026-0001", TODAY, 5, 0, "0.20");
        partners.used("C-2026-0001", LocalDate.of(2026, 11, 1), 5, 0, "0.30");
        partners.used("C-2026-0001", LocalDate.of(2026, 10, 31), 5, 0, "0.99");

        assertThat(usage(TODAY).costs()).containsExactly(Money.of("0.50", "EUR"));
    }

    @Test
    void earlyInAMonth_theTwoWeeksReachIntoTheLastOne() {
        LocalDate second = LocalDate.of(2026, 12, 2);
        partners.used("C-2026-0001", LocalDate.of(2026, 11, 30), 4, 0, "0.16");
        partners.used("C-2026-0001", second, 1, 0, "0.04");

        assertThat(usage(second).days()).extracting(DayChart.Day::answered).contains(4L, 1L);
        assertThat(usage(second).costs()).containsExactly(Money.of("0.04", "EUR"));
    }

    @Test
    void theQuota_countsTheContractsThatAreShown() {
        partners.quotas.add(new QuotaUse(new ContractId("C-2026-0001"), 60, 2, 1, 100));
        partners.quotas.add(new QuotaUse(new ContractId("C-2026-0099"), 500, 0, 0, 1000));

        Usage usage = usage(TODAY);

        assertThat(usage.answered()).isEqualTo(60);
        assertThat(usage.refused()).isEqualTo(2);
        assertThat(usage.faults()).isEqualTo(1);
        assertThat(usage.quota()).isEqualTo(100);
        assertThat(usage.used()).isEqualTo(0.6);
    }

    @Test
    void withoutAQuota_nothingIsUsed_andNoMoreThanAll() {
        assertThat(Usage.none().used()).isZero();

        partners.quotas.add(new QuotaUse(new ContractId("C-2026-0001"), 120, 0, 0, 100));

        assertThat(usage(TODAY).used()).isEqualTo(1);
    }

    private Usage usage(LocalDate day) {
        return Usage.of(partners, caller, List.of(contract), day);
    }
}
