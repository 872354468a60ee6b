package io.vouchsafe.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final PartnerId ACME = new PartnerId("acme");
    private static final PartnerId OTHER = new PartnerId("other");

    @Test
    void partnersCaller_seesItsOwnPartnerOnly() {
        Caller caller = Caller.user("wei", ACME, Set.of(Roles.PARTNER_ADMIN));

        assertThat(caller.maySee(ACME)).isTrue();
        assertThat(caller.maySee(OTHER)).isFalse();
        assertThat(caller.maySee(null)).isFalse();
    }

    @Test
    void auditor_seesAllPartners() {
        Caller caller = Caller.user("ada", null, Set.of(Roles.AUDITOR));

        assertThat(caller.maySee(ACME)).isTrue();
        assertThat(caller.maySee(null)).isTrue();
    }

    @Test
    void providerRoleOfAPartnersCaller_opensNothing() {
        Caller caller = Caller.user("mallory", OTHER, Set.of(Roles.ADMIN));

        assertThat(caller.isProvider()).isFalse();
        assertThat(caller.maySee(ACME)).isFalse();
    }

    @Test
    void callerWithoutRoleAndPartner_seesNothing() {
        Caller caller = Caller.user("nobody", null, Set.of());

        assertThat(caller.maySee(ACME)).isFalse();
        assertThat(caller.maySee(null)).isFalse();
    }

    @Test
    void limitsOfAKey_hold() {
        var model = new ModelName("credit-risk");
        var key =
                new Caller(
                        "key:1",
                        Caller.Kind.API_KEY,
                        ACME,
                        Set.of(Roles.PARTNER_DEVELOPER),
                        Set.of("infer"),
                        Set.of(model));

        assertThat(key.mayCall("infer", model)).isTrue();
        assertThat(key.mayCall("manage", model)).isFalse();
        assertThat(key.mayCall("infer", new ModelName("other"))).isFalse();
    }

    @Test
    void namelessCaller_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Caller.user(" ", null, Set.of()));
    }
}
