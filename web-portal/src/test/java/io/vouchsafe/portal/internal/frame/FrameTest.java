package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final FakeTrail trail = new FakeTrail();
    private final FakePartners partners =
            new FakePartners().partner("acme", "Acme Retail").partner("oriel", "Oriel Freight");

    @Test
    void theLanguage_isTheBrowsersUntilAPersonChooses() {
        Frame asked = provider(new FakeRequest().language(Locale.SIMPLIFIED_CHINESE));
        Frame chosen =
                provider(
                        new FakeRequest()
                                .language(Locale.SIMPLIFIED_CHINESE)
                                .cookie("vs-lang", "en"));
        Frame other = provider(new FakeRequest().language(Locale.FRENCH));

        assertThat(asked.getLanguageTag()).isEqualTo("zh-CN");
        assertThat(asked.getOtherLanguageTag()).isEqualTo("en");
        assertThat(chosen.getLanguageTag()).isEqualTo("en");
        assertThat(other.getLanguageTag()).isEqualTo("en");
    }

    @Test
    void aThemeThatIsNone_followsTheSystem() {
        assertThat(provider(new FakeRequest()).getTheme()).isEqualTo("auto");
        assertThat(provider(new FakeRequest().cookie("vs-theme", "dark")).getTheme())
                .isEqualTo("dark");
        assertThat(provider(new FakeRequest().cookie("vs-theme", "\"><script>")).getTheme())
                .isEqualTo("auto");
        assertThat(provider(new FakeRequest().cookie("vs-nav", "x")).getNavigationState())
                .isEqualTo("open");
    }

    @Test
    void aPartnersPerson_seesTheOwnNameAndNoOthers() {
        Frame frame =
                frame(FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN), new FakeRequest());

        assertThat(frame.getWhose()).isEqualTo("Acme Retail");
        assertThat(frame.getPartners()).isEmpty();
        assertThat(frame.scope()).isEmpty();
    }

    @Test
    void aPartnersPerson_cannotChooseAnotherPartner() {
        Frame frame =
                frame(
                        FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN),
                        new FakeRequest().cookie("vs-partner", "oriel"));

        assertThat(frame.scope()).isEmpty();
        assertThat(frame.getWhose()).isEqualTo("Acme Retail");
    }

    @Test
    void theProvidersPerson_mayLookAtOnePartner() {
        Frame all = provider(new FakeRequest());
        Frame one = provider(new FakeRequest().cookie("vs-partner", "oriel"));
        Frame none = provider(new FakeRequest().cookie("vs-partner", "unknown"));

        assertThat(all.getWhose()).isEqualTo("Provider");
        assertThat(one.scope()).contains(new PartnerId("oriel"));
        assertThat(one.getWhose()).isEqualTo("Oriel Freight");
        assertThat(none.scope()).isEmpty();
    }

    @Test
    void whatCannotBeRead_isLeftOutInsteadOfFailingThePage() {
        trail.fault = new IllegalStateException("database away");
        partners.fault = new IllegalStateException("database away");
        Frame frame =
                frame(FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN), new FakeRequest());

        assertThat(frame.getLog()).isNull();
        assertThat(frame.getWhose()).isEqualTo("acme");
        assertThat(provider(new FakeRequest()).getPartners()).isEmpty();
    }

    @Test
    void withoutAPerson_theFrameIsBare() {
        Frame frame = frame(FakePeople.nobody(), new FakeRequest());

        assertThat(frame.getNavigation()).isEmpty();
        assertThat(frame.getWhose()).isEmpty();
        assertThat(frame.getPerson()).isEmpty();
        assertThat(frame.getRoleNames()).isEmpty();
    }

    @Test
    void rolesAndChecks_areInWords() {
        Frame frame =
                frame(
                        FakePeople.provider("tom", Roles.APPROVER, Roles.MODEL_OWNER),
                        new FakeRequest().language(Locale.SIMPLIFIED_CHINESE));

        assertThat(frame.getRoleNames()).isEqualTo("审批人、模型负责人");
        assertThat(frame.check("signature:Ed25519")).isEqualTo("检查点签名者 Ed25519");
        assertThat(frame.check("body")).isEqualTo("正文完整");
        assertThat(frame.text("no.such.key")).isEqualTo("no.such.key");
    }

    private Frame provider(FakeRequest request) {
        return frame(FakePeople.provider("tom", Roles.APPROVER), request);
    }

    private Frame frame(FakePeople people, FakeRequest request) {
        return new Frame(people, trail, partners, request.build());
    }
}
