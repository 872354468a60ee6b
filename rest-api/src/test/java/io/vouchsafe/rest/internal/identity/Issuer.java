package io.vouchsafe.rest.internal.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An identity provider in memory: signs tokens, publishes its key, may be away. */
final class Issuer implements JWKSetSource<SecurityContext> {
    static final IdentityConfig CONFIG =
            new IdentityConfig(
                    "http://issuer.test/realms/vouchsafe",
                    URI.create("http://issuer.test/certs"),
                    IdentityConfig.AUDIENCE,
                    false);

    private RSAKey key;
    private boolean away;
    private int readings;

    Issuer() {
        key = newKey("first");
    }

    void rotate() {
        key = newKey("second");
    }

    void leave() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    int readings() {
        return readings;
    }

    RSAKey key() {
        return key;
    }

    /** A good access token of acme's administrator. */
    String token() {
        return token(claims -> claims);
    }

    /** A token with something changed. */
    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(header(), change.apply(claims()).build());
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID());
    }

    static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(CONFIG.issuer())
                .audience(List.of("account", CONFIG.audience()))
                .subject("4f1c")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("typ", "Bearer")
                .claim("azp", "portal")
                .claim("preferred_username", "ada")
                .claim("partner", "acme")
                .claim("realm_access", Map.of("roles", List.of("partner-admin", "offline_access")));
    }

    String sign(JWSHeader.Builder header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public JWKSet getJWKSet(
            @Nullable JWKSetCacheRefreshEvaluator refresh,
            long now,
            @Nullable SecurityContext context)
            throws KeySourceException {
        readings++;
        if (away) {
            throw new JWKSetUnavailableException("away");
        }
        return new JWKSet(key.toPublicJWK());
    }

    @Override
    public void close() {}
}
