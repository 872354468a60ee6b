package io.vouchsafe.rest.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Roles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallersTest {
    @Test
    void serviceAccount_isNamedAfterItsClient() {
        JWTClaimsSet claims =
                Issuer.claims()
                        .claim("azp", "acme-machine")
                        .claim("preferred_username", "service-account-acme-machine")
                        .build();

        Caller caller = Callers.fromToken(claims);

        assertThat(caller.name()).isEqualTo("client:acme-machine");
        assertThat(caller.kind()).isEqualTo(Caller.Kind.SERVICE);
    }

    @Test
    void personCalledLikeAnotherClientsAccount_staysAPerson() {
        JWTClaimsSet claims =
                Issuer.claims()
                        .claim("azp", "portal")
                        .claim("preferred_username", "service-account-acme-machine")
                        .build();

        Caller caller = Callers.fromToken(claims);

        assertThat(caller.kind()).isEqualTo(Caller.Kind.USER);
        assertThat(caller.name()).isEqualTo("service-account-acme-machine");
    }

    @Test
    void withoutPartner_isTheProvidersOwn() {
        JWTClaimsSet claims =
                Issuer.claims()
                        .claim("partner", null)
                        .claim("realm_access", Map.of("roles", List.of("auditor")))
                        .build();

        Caller caller = Callers.fromToken(claims);

        assertThat(caller.partner()).isNull();
        assertThat(caller.isProvider()).isTrue();
    }

    @Test
    void rolesOfStrangeShape_areNoRoles() {
        assertThat(rolesOf("admin")).isEmpty();
        assertThat(rolesOf(Map.of("roles", "admin"))).isEmpty();
        assertThat(rolesOf(Map.of("roles", List.of(1, "ADMIN", "root")))).isEmpty();
        assertThat(rolesOf(Map.of("roles", List.of("admin", "root")))).containsExactly(Roles.ADMIN);
    }

    private static Iterable<String> rolesOf(Object access) {
        return Callers.fromToken(Issuer.claims().claim("realm_access", access).build()).roles();
    }

    @Test
    void withoutUserName_theSubjectNames() {
        JWTClaimsSet claims = Issuer.claims().claim("preferred_username", null).build();

        assertThat(Callers.fromToken(claims).name()).isEqualTo("4f1c");
    }
}
