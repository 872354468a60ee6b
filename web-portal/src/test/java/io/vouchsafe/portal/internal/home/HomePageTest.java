package io.vouchsafe.portal.internal.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.portal.internal.frame.Format;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakeIntegrations;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRegistry;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HomePageTest {
    private static final String EXPLANATION =
            "{\"method\":\"integrated-gradients\",\"output\":\"score\",\"steps\":50,\"rows\":[{"
                    + "\"attributions\":{\"income\":-0.2},\"baseline\":0.5,\"value\":0.3,"
                    + "\"residual\":0}]}";

    private final FakeTrail trail = new FakeTrail();
    private final FakePartners partners =
            new FakePartners().partner("acme", "Acme Retail").partner("oriel", "Oriel Freight");
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeIntegrations integrations = new FakeIntegrations();

    @Test
    void aPartner_seesTheOwnAnswersOnly() {
        trail.answer("acme", "risk@1", null);
        trail.answer("oriel", "risk@1", null);
        trail.event("model.created", "{}");

        HomePage page = partner(Roles.PARTNER_ADMIN);

        assertThat(page.isPartner()).isTrue();
        assertThat(page.getEntries()).extracting("partner").containsExactly("acme");
    }

    @Test
    void theNewestExplainedAnswer_hasItsPicture() {
        trail.answer("acme", "risk@1", EXPLANATION);
        trail.answer("acme", "risk@1", null);

        HomePage page = partner(Roles.PARTNER_ADMIN);

        assertThat(page.getExplained()).isNotNull();
        assertThat(page.getExplanation().getMain()).isEqualTo("income");
        assertThat(page.getExplanation().isRaised()).isFalse();
    }

    @Test
    void withoutAnExplanation_thereIsNoPicture() {
        trail.answer("acme", "risk@1", null);

        assertThat(partner(Roles.PARTNER_ADMIN).getExplanation()).isNull();
        assertThat(partner(Roles.PARTNER_ADMIN).getExplained()).isNull();
    }

    @Test
    void anOfferedContract_waitsForThePartnersAdminAlone() {
        partners.contract("C-2026-0001", "acme", ContractState.OFFERED, "risk");

        assertThat(partner(Roles.PARTNER_ADMIN).getToSign()).hasSize(1);
        assertThat(partner(Roles.PARTNER_ADMIN).getNext()).contains("signature");
        assertThat(partner(Roles.PARTNER_DEVELOPER).getToSign()).isEmpty();
        assertThat(provider("admin", Roles.ADMIN).getToSign()).isEmpty();
    }

    @Test
    void aSignedContract_waitsForTheProvidersAdmin() {
        partners.contract("C-2026-0001", "acme", ContractState.SIGNED, "risk");

        assertThat(provider("admin", Roles.ADMIN).getToSign()).hasSize(1);
        assertThat(partner(Roles.PARTNER_ADMIN).getToSign()).isEmpty();
    }

    @Test
    void theInbox_holdsWhatThisApproverMayDecide() {
        registry.version("risk", 1, VersionState.SUBMITTED, "owner", "owner");
        registry.version("risk", 2, VersionState.SUBMITTED, "tom", "owner");
        registry.version("risk", 3, VersionState.SUBMITTED, "owner", "tom");

        assertThat(provider("tom", Roles.APPROVER).getInbox())
                .extracting(VersionView::ref)
                .extracting(Object::toString)
                .containsExactly("risk@1");
        assertThat(provider("tom", Roles.APPROVER).getWaiting()).isEqualTo(3);
        assertThat(provider("aud", Roles.AUDITOR).getInbox()).isEmpty();
    }

    @Test
    void anApprovedVersion_isATaskForWhoMayDeploy() {
        registry.version("risk", 1, VersionState.APPROVED, "owner", "owner");

        assertThat(provider("owner", Roles.MODEL_OWNER).getToDeploy()).hasSize(1);
        assertThat(provider("owner", Roles.MODEL_OWNER).getNext()).contains("deploy");
        assertThat(provider("aud", Roles.AUDITOR).getToDeploy()).isEmpty();
    }

    @Test
    void aKeyThatExpiresSoon_isATask() {
        Instant now = Instant.now();
        integrations.key("soon", "acme", now.plus(Duration.ofDays(3)), null);
        integrations.key("later", "acme", now.plus(Duration.ofDays(60)), null);
        integrations.key("gone", "acme", now.minus(Duration.ofDays(1)), null);
        integrations.key("revoked", "acme", now.plus(Duration.ofDays(3)), now);

        HomePage page = partner(Roles.PARTNER_DEVELOPER);

        assertThat(page.getKeys())
                .extracting(CredentialView::name)
                .containsExactly("soon", "later");
        assertThat(page.getExpiring()).extracting(CredentialView::name).containsExactly("soon");
        assertThat(page.getTasks()).isEqualTo(1);
        assertThat(page.isIdle()).isFalse();
    }

    @Test
    void withNothingToDo_thePageSaysSo() {
        HomePage page = partner(Roles.PARTNER_ADMIN);

        assertThat(page.isIdle()).isTrue();
        assertThat(page.getNext()).isEqualTo("nothing waits for you");
        assertThat(page.getCost()).isEqualTo("–");
        assertThat(page.isUsed()).isFalse();
    }

    @Test
    void onePartnerInSight_leavesOutTheOthers() {
        partners.contract("C-2026-0001", "acme", ContractState.ACTIVE, "risk");
        partners.contract("C-2026-0002", "oriel", ContractState.ACTIVE, "risk");

        HomePage page =
                page(
                        FakePeople.provider("tom", Roles.ADMIN),
                        new FakeRequest().cookie("vs-partner", "oriel"));

        assertThat(page.getContracts())
                .extracting(view -> view.partner().value())
                .containsExactly("oriel");
        assertThat(trail.asked.getLast().partner()).isNotNull();
    }

    private HomePage partner(String role) {
        return page(FakePeople.partner("ada", "acme", role), new FakeRequest());
    }

    private HomePage provider(String name, String role) {
        return page(FakePeople.provider(name, role), new FakeRequest());
    }

    private HomePage page(FakePeople people, FakeRequest request) {
        Frame frame = new Frame(people, trail, partners, request.build());
        HomePage page =
                new HomePage(
                        people,
                        frame,
                        new Format(Locale.ENGLISH),
                        trail,
                        partners,
                        partners,
                        registry,
                        integrations);
        page.load();
        return page;
    }
}
