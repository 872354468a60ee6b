package io.vouchsafe.rest.internal.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;

/**
 * Decides whether an access token is the issuer's, meant for this API, and valid now.
 *
 * <p>RS256 only: the algorithm is ours to choose, never the token's. The issuer must be equal, the
 * audience among {@code aud}; expiry and not-before are checked with ten seconds of skew; a refresh
 * or identity token is not an access token.
 */
final class TokenVerifier {
    private static final int SKEW_SECONDS = 10;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenVerifier(IdentityConfig config, JWKSource<SecurityContext> keys) {
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        Set.of(config.audience()),
                        new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
                        Set.of("sub", "exp", "iat"),
                        Set.of());
        claims.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * The claims of a good token.
     *
     * @throws BadTokenException the token is not acceptable
     * @throws KeySourceException the issuer's keys cannot be read, so nothing can be said
     */
    JWTClaimsSet verify(String token) throws BadTokenException, KeySourceException {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            Object type = claims.getClaim("typ");
            if (type != null && !type.equals("Bearer")) {
                throw new BadTokenException();
            }
            return claims;
        } catch (KeySourceException unreachable) {
            throw unreachable;
        } catch (ParseException | BadJOSEException | JOSEException bad) {
            throw new BadTokenException(bad);
        }
    }

    /** A token that must be refused; carries no text because it may quote the token. */
    static final class BadTokenException extends Exception {
        private static final long serialVersionUID = 1L;

        BadTokenException() {
            super(null, null, false, false);
        }

        BadTokenException(Exception cause) {
            super(null, cause, false, false);
        }
    }
}
