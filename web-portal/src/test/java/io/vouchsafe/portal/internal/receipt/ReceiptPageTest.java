package io.vouchsafe.portal.internal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Format;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiptPageTest {
    private final FakeTrail trail = new FakeTrail();

    @Test
    void aReceipt_isVerifiedAnew() {
        ReceiptId id = trail.answer("acme", "risk@3", null);
        trail.verifies(id, true);

        ReceiptPage page = page(id);

        assertThat(page.isSound()).isTrue();
        assertThat(page.isBroken()).isFalse();
        assertThat(page.getBadge()).isEqualTo(Badge.ANSWERED);
        assertThat(page.isPrediction()).isTrue();
        assertThat(page.getContractId()).isEqualTo("C-2026-0001");
    }

    @Test
    void aReceiptThatDoesNotHold_losesItsSeal() {
        ReceiptId id = trail.answer("acme", "risk@3", null);
        trail.verifies(id, false);

        assertThat(page(id).isSound()).isFalse();
        assertThat(page(id).isBroken()).isTrue();
    }

    @Test
    void aReceiptWithoutACheckpoint_isNeitherSoundNorBroken() {
        ReceiptPage page = page(trail.answer("acme", "risk@3", null));

        assertThat(page.getVerification()).isNull();
        assertThat(page.isSound()).isFalse();
        assertThat(page.isBroken()).isFalse();
    }

    @Test
    void maskingAndUnits_areReadFromTheBody() {
        ReceiptPage page = page(trail.answer("acme", "risk@3", null));

        assertThat(page.getMasking())
                .containsExactly(
                        new ReceiptPage.Rule("drop", "ssn", 1),
                        new ReceiptPage.Rule("redact", "note", 2));
        assertThat(page.getUnits())
                .containsExactly(
                        new ReceiptPage.Rule("calls", "", 1), new ReceiptPage.Rule("rows", "", 3));
    }

    @Test
    void whatTheBodyDoesNotSay_isADash() {
        ReceiptPage page = page(trail.answer("acme", "risk@3", null));

        assertThat(page.has("reason")).isFalse();
        assertThat(page.fact("reason")).isEqualTo("–");
        assertThat(page.fact("nothing")).isEqualTo("–");
        assertThat(page.fact("model")).isEqualTo("risk@3");
    }

    @Test
    void anErasedExplanation_isSaidToBeGone() {
        ReceiptId kept =
                trail.answer("acme", "risk@3", "{\"rows\":[{\"attributions\":{\"a\":1}}]}");
        ReceiptId none = trail.answer("acme", "risk@3", null);

        assertThat(page(kept).getExplanations()).hasSize(1);
        assertThat(page(kept).isExplanationGone()).isFalse();
        assertThat(page(none).isExplanationGone()).isFalse();
    }

    @Test
    void anAgedBody_stillMakesAPage() {
        ReceiptPage page =
                providersPage(
                        trail.event("model.created", "null"),
                        FakePeople.provider("t", Roles.AUDITOR));

        assertThat(page.isPrediction()).isFalse();
        assertThat(page.getMasking()).isEmpty();
        assertThat(page.getWhat()).isEqualTo("Model created");
        assertThat(page.getWhose()).isEqualTo("Provider");
    }

    @Test
    void whoseItIs_isSaidByName() {
        ReceiptId id = trail.answer("acme", "risk@3", null);

        assertThat(page(id).getWhose()).isEqualTo("Acme Retail");
        assertThat(providersPage(id, FakePeople.provider("t", Roles.AUDITOR)).getWhose())
                .isEqualTo("Acme Retail");
    }

    private ReceiptPage page(ReceiptId id) {
        return providersPage(id, FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN));
    }

    private ReceiptPage providersPage(ReceiptId id, FakePeople people) {
        Frame frame =
                new Frame(
                        people,
                        trail,
                        new FakePartners().partner("acme", "Acme Retail"),
                        new FakeRequest().build());
        ReceiptPage page =
                new ReceiptPage(
                        people,
                        trail,
                        new Format(Locale.ENGLISH),
                        frame,
                        Address.with(Map.of("id", id.toString())));
        page.load();
        return page;
    }
}
