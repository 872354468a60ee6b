package io.vouchsafe.portal.internal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Roles;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiptsPageTest {
    private final FakeTrail trail = new FakeTrail();

    @Test
    void aLongList_isShownPageByPage() {
        for (int i = 0; i < 60; i++) {
            trail.answer("acme", "risk@3", null);
        }

        ReceiptsPage first = page(Map.of());
        ReceiptsPage second = page(Map.of("after", "10"));

        assertThat(first.getEntries()).hasSize(50);
        assertThat(first.isFirst()).isTrue();
        assertThat(first.isMore()).isTrue();
        assertThat(first.getOlderUrl()).isEqualTo("receipts.xhtml?after=10");
        assertThat(second.getEntries()).hasSize(10);
        assertThat(second.isMore()).isFalse();
        assertThat(second.isFirst()).isFalse();
        assertThat(second.getNewestUrl()).isEqualTo("receipts.xhtml");
    }

    @Test
    void aFilterThatCannotBeRead_isSaid_andNothingIsShown() {
        trail.answer("acme", "risk@3", null);

        ReceiptsPage page = page(Map.of("from", "yesterday"));

        assertThat(page.isUnreadable()).isTrue();
        assertThat(page.getEntries()).isEmpty();
        assertThat(trail.asked).isEmpty();
    }

    @Test
    void aCursorThatIsNone_isSaid() {
        trail.answer("acme", "risk@3", null);

        assertThat(page(Map.of("after", "x")).isUnreadable()).isTrue();
    }

    @Test
    void anEmptyLog_isAnotherThingThanNoMatch() {
        assertThat(page(Map.of()).isUnfiltered()).isTrue();
        assertThat(page(Map.of("model", "x")).isUnfiltered()).isFalse();
    }

    @Test
    void aView_keepsTheOtherFilters() {
        ReceiptsPage page = page(Map.of("model", "risk@3", "decision", "FAULT"));

        assertThat(page.view("", "REFUSE"))
                .isEqualTo("receipts.xhtml?decision=REFUSE&model=risk%403");
        assertThat(page.shows("", "FAULT")).isTrue();
        assertThat(page.shows("", "")).isFalse();
        assertThat(page.isNarrowed()).isTrue();
    }

    private ReceiptsPage page(Map<String, String> address) {
        FakePeople people = FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN);
        Frame frame = new Frame(people, trail, new FakePartners(), new FakeRequest().build());
        ReceiptsPage page = new ReceiptsPage(people, trail, frame, Address.with(address));
        page.load();
        return page;
    }
}
