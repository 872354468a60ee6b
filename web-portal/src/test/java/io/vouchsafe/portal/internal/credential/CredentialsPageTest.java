package io.vouchsafe.portal.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakeIntegrations;
import io.vouchsafe.portal.testing.FakeNotices;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsPageTest {
    private static final Instant NOW = Instant.now();

    private final FakeIntegrations integrations = new FakeIntegrations();
    private final FakePartners partners = new FakePartners().partner("acme", "Acme Retail");
    private FakeNotices notices;

    @Test
    void aNewKey_isShownOnce_withAFirstCall() {
        partners.contract("C-2026-0001", "acme", ContractState.ACTIVE, "risk");
        CredentialsPage page = page(Roles.PARTNER_DEVELOPER);
        page.setName(" checkout ");
        page.setDays(30);

        page.create();

        assertThat(page.getIssuedKey()).isEqualTo("vs_key00000_secret");
        assertThat(page.getFirstCall())
                .isEqualTo(
                        "curl -H 'Authorization: Bearer vs_key00000_secret'"
                                + " https://vouchsafe.example/v2/models/risk");
        assertThat(integrations.created.getFirst().name()).isEqualTo("checkout");
        assertThat(integrations.created.getFirst().scopes()).containsExactly("infer");
        assertThat(integrations.created.getFirst().expiresAt())
                .isBetween(NOW.plus(Duration.ofDays(29)), NOW.plus(Duration.ofDays(31)));
        assertThat(page.getCredentials()).hasSize(1);
        assertThat(page(Roles.PARTNER_DEVELOPER).getIssuedKey()).isNull();
    }

    @ParameterizedTest(name = "name {0}, days {1}")
    @CsvSource(
            nullValues = "-",
            value = {"-, 90", "'  ', 90", "checkout, 36500", "checkout, 0", "checkout, -1"})
    void anIncompleteKey_isNotCreated(String name, int days) {
        CredentialsPage page = page(Roles.PARTNER_ADMIN);
        page.setName(name);
        page.setDays(days);

        page.create();

        assertThat(integrations.created).isEmpty();
        assertThat(page.getIssuedKey()).isNull();
        assertThat(notices.said).hasSize(1).allMatch(said -> said.startsWith("!"));
    }

    @Test
    void aKey_isRevokedWhenItsNameWasTyped() {
        CredentialView key = integrations.key("checkout", "acme", NOW.plusSeconds(9999), null);
        CredentialsPage page = page(Roles.PARTNER_ADMIN);
        page.setRevoked(key.id().value());
        page.setConfirmation("checkout ");

        assertThat(page.revoke()).isEqualTo("credentials.xhtml?faces-redirect=true");
        assertThat(integrations.revoked).containsExactly(key.id());
        assertThat(notices.said).containsExactly("Key “checkout” is revoked.");
    }

    @Test
    void anotherName_revokesNothing() {
        CredentialView key = integrations.key("checkout", "acme", NOW.plusSeconds(9999), null);
        CredentialsPage page = page(Roles.PARTNER_ADMIN);
        page.setRevoked(key.id().value());
        page.setConfirmation("check");

        page.revoke();

        assertThat(integrations.revoked).isEmpty();
        assertThat(notices.said).hasSize(1).allMatch(said -> said.startsWith("!"));
    }

    @Test
    void anotherPartnersKey_isNotKnownHere() {
        CredentialView key = integrations.key("theirs", "oriel", NOW.plusSeconds(9999), null);
        CredentialsPage page = page(Roles.PARTNER_ADMIN);
        page.setRevoked(key.id().value());
        page.setConfirmation("theirs");

        page.revoke();

        assertThat(integrations.revoked).isEmpty();
        assertThat(notices.said).hasSize(1).allMatch(said -> said.startsWith("!"));
    }

    @Test
    void whereAKeyStands_isSaid() {
        CredentialsPage page = page(Roles.PARTNER_ADMIN);

        assertThat(page.badge(integrations.key("a", "acme", NOW.plus(Duration.ofDays(60)), null)))
                .isEqualTo(Badge.KEY_VALID);
        assertThat(page.badge(integrations.key("b", "acme", NOW.plus(Duration.ofDays(3)), null)))
                .isEqualTo(Badge.KEY_EXPIRING);
        assertThat(page.badge(integrations.key("c", "acme", NOW.minusSeconds(9), null)))
                .isEqualTo(Badge.KEY_EXPIRED);
        assertThat(page.badge(integrations.key("d", "acme", NOW.plusSeconds(9999), NOW)))
                .isEqualTo(Badge.KEY_REVOKED);
    }

    @ParameterizedTest(name = "{0}: create {1}, revoke {2}")
    @CsvSource({
        "partner-admin, true, true",
        "partner-developer, true, true",
        "admin, false, true",
        "auditor, false, false"
    })
    void eachRole_mayWhatItMay(String role, boolean create, boolean revoke) {
        CredentialView key = integrations.key("a", "acme", NOW.plusSeconds(9999), null);
        CredentialView gone = integrations.key("b", "acme", NOW.plusSeconds(9999), NOW);
        CredentialsPage page = page(role);

        assertThat(page.isMayCreate()).isEqualTo(create);
        assertThat(page.revocable(key)).isEqualTo(revoke);
        assertThat(page.revocable(gone)).isFalse();
    }

    private CredentialsPage page(String role) {
        FakePeople people =
                role.startsWith("partner-")
                        ? FakePeople.partner("ada", "acme", role)
                        : FakePeople.provider("me", role);
        Frame frame =
                new Frame(
                        people,
                        new FakeTrail(),
                        partners,
                        new FakeRequest().at("/credentials.xhtml").build());
        notices = new FakeNotices(frame);
        return new CredentialsPage(
                people,
                integrations,
                partners,
                notices,
                frame,
                new FakeRequest().at("/credentials.xhtml").build());
    }
}
