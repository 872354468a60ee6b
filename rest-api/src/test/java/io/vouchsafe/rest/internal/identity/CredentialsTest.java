package io.vouchsafe.rest.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final String KEY = "vs_abcdefgh_secret";
    private static final Caller KEY_CALLER =
            new Caller(
                    "key:abcdefgh",
                    Caller.Kind.API_KEY,
                    new PartnerId("acme"),
                    Set.of(Roles.PARTNER_DEVELOPER),
                    Set.of("infer"),
                    Set.of());

    private final Issuer issuer = new Issuer();
    private final SigningKeys keys = new SigningKeys(issuer);
    private final Credentials credentials = credentials(CredentialsTest::lookUp);

    private Credentials credentials(ApiKeys apiKeys) {
        return new Credentials(
                new Callers(apiKeys),
                new TokenVerifier(Issuer.CONFIG, keys),
                new VerifiedTokens(100, InstantSource.system()),
                Issuer.CONFIG.issuer());
    }

    private static Optional<Caller> lookUp(String apiKey) {
        return apiKey.equals(KEY) ? Optional.of(KEY_CALLER) : Optional.empty();
    }

    @AfterEach
    void stop() throws IOException {
        keys.close();
    }

    @Test
    void goodToken_becomesItsPerson() {
        Identified who = bearer(issuer.token());

        assertThat(who)
                .isEqualTo(
                        new Identified.As(
                                Caller.user(
                                        "ada",
                                        new PartnerId("acme"),
                                        Set.of(Roles.PARTNER_ADMIN))));
    }

    @Test
    void goodKey_becomesItsCaller() {
        Identified who = bearer(KEY);

        assertThat(who).isEqualTo(new Identified.As(KEY_CALLER));
    }

    @Test
    void scheme_isReadWithoutCase() {
        Identified who = credentials.identify(List.of("bearer " + KEY));

        assertThat(who).isEqualTo(new Identified.As(KEY_CALLER));
    }

    @Test
    void noHeader_isMissing() {
        Identified who = credentials.identify(List.of());

        assertThat(who).isEqualTo(new Identified.Refused(Refusal.MISSING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic YTpi",
                "Bearer vs_unknown",
                "Bearer x",
                "Token vs_abcdefgh_secret"
            })
    void badHeader_isInvalid(String header) {
        Identified who = credentials.identify(List.of(header));

        assertThat(who).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    @Test
    void twoHeaders_areInvalidEvenWhenBothAreGood() {
        Identified who = credentials.identify(List.of("Bearer " + KEY, "Bearer " + KEY));

        assertThat(who).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    @Test
    void hugeHeader_isNotEvenParsed() {
        Identified who = bearer("vs_" + "a".repeat(20_000));

        assertThat(who).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    static Stream<Arguments> badClaims() {
        Instant past = Instant.now().minusSeconds(60);
        return Stream.of(
                claim("expired", claims -> claims.expirationTime(Date.from(past))),
                claim("without an end", claims -> claims.expirationTime(null)),
                claim(
                        "not valid yet",
                        claims -> claims.notBeforeTime(Date.from(past.plusSeconds(600)))),
                claim(
                        "of another issuer",
                        claims -> claims.issuer("http://issuer.test/realms/other")),
                claim(
                        "issuer with a slash more",
                        claims -> claims.issuer(Issuer.CONFIG.issuer() + "/")),
                claim("without issuer", claims -> claims.issuer(null)),
                claim("for another audience", claims -> claims.audience("account")),
                claim("without audience", claims -> claims.audience((String) null)),
                claim("without subject", claims -> claims.subject(null)),
                claim("an identity token", claims -> claims.claim("typ", "ID")),
                claim("a refresh token", claims -> claims.claim("typ", "Refresh")),
                claim("a partner that is no id", claims -> claims.claim("partner", "ACME Inc.")),
                claim("two partners", claims -> claims.claim("partner", List.of("acme", "rival"))),
                claim(
                        "called like a key",
                        claims -> claims.claim("preferred_username", "key:abcdefgh")),
                claim(
                        "called like the system",
                        claims -> claims.claim("preferred_username", "system:timer")),
                claim("called nothing", claims -> claims.claim("preferred_username", " ")));
    }

    private static Arguments claim(String reason, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badClaims")
    void badClaims_areInvalid(String reason, UnaryOperator<JWTClaimsSet.Builder> change) {
        String token = issuer.token(change);

        assertThat(bearer(token)).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    @Test
    void anotherAlgorithmOfTheSameKey_isInvalid() {
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(issuer.key().getKeyID());

        String token = issuer.sign(header, Issuer.claims().build());

        assertThat(bearer(token)).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    @Test
    void publicKeyUsedAsSecret_isInvalid() throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(issuer.key().getKeyID())
                                .build(),
                        Issuer.claims().build());
        token.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));

        assertThat(bearer(token.serialize())).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    @Test
    void unsignedToken_isInvalid() {
        String token = new PlainJWT(Issuer.claims().build()).serialize();

        assertThat(bearer(token)).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    @Test
    void anotherTypeOfDocument_isInvalid() {
        JWSHeader.Builder header = issuer.header().type(new JOSEObjectType("logout+jwt"));

        String token = issuer.sign(header, Issuer.claims().build());

        assertThat(bearer(token)).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    @Test
    void sameKeyIdOfAStranger_isInvalid() {
        bearer(issuer.token());
        Issuer stranger = new Issuer();

        assertThat(bearer(stranger.token())).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    @Test
    void rotatedKey_isFoundAtOnce() {
        bearer(issuer.token());
        issuer.rotate();

        Identified who = bearer(issuer.token());

        assertThat(who).isInstanceOf(Identified.As.class);
    }

    @Test
    void unknownKeys_areLookedUpAtMostTwiceAtOnce() {
        bearer(issuer.token());

        for (int attempt = 0; attempt < 50; attempt++) {
            String token =
                    issuer.sign(issuer.header().keyID("no-" + attempt), Issuer.claims().build());
            assertThat(bearer(token)).isEqualTo(new Identified.Refused(Refusal.INVALID));
        }

        assertThat(issuer.readings()).isLessThanOrEqualTo(3);
    }

    @Test
    void issuerAwayFromTheStart_isUnavailableForTokensOnly() {
        issuer.leave();

        assertThat(bearer(issuer.token())).isEqualTo(new Identified.Refused(Refusal.UNAVAILABLE));
        assertThat(bearer(KEY)).isInstanceOf(Identified.As.class);
        assertThat(bearer("not.a.token")).isEqualTo(new Identified.Refused(Refusal.INVALID));
    }

    @Test
    void issuerGoneLater_knownKeysServeOn() {
        bearer(issuer.token());
        issuer.leave();

        Identified fresh =
                bearer(issuer.token(claims -> claims.claim("preferred_username", "bob")));

        assertThat(fresh).isInstanceOf(Identified.As.class);
    }

    @Test
    void issuerGoneLater_unknownKeyIsUnavailableNotInvalid() {
        bearer(issuer.token());
        issuer.leave();
        issuer.rotate();
        String fresh = issuer.token();

        Identified first = bearer(fresh);
        Identified second = bearer(fresh);

        assertThat(first).isEqualTo(new Identified.Refused(Refusal.UNAVAILABLE));
        assertThat(second).isEqualTo(new Identified.Refused(Refusal.UNAVAILABLE));
    }

    @Test
    void brokenKeyLookUp_refusesInsteadOfLettingPass() {
        Credentials broken =
                credentials(
                        apiKey -> {
                            throw new IllegalStateException("snapshot not loaded");
                        });

        Identified who = broken.identify(List.of("Bearer " + KEY));

        assertThat(who).isEqualTo(new Identified.Refused(Refusal.UNAVAILABLE));
    }

    private Identified bearer(String credential) {
        return credentials.identify(List.of("Bearer " + credential));
    }
}
