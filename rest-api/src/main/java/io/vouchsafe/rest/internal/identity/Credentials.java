package io.vouchsafe.rest.internal.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jwt.JWTClaimsSet;
import io.vouchsafe.kernel.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Checks what a request shows as its credential. */
final class Credentials {
    private static final String SCHEME = "Bearer ";
    private static final String KEY_PREFIX = "vs_";
    private static final int MAX_LENGTH = 16_384;
    private static final int WARNING_SECONDS = 10;

    private final Callers callers;
    private final TokenVerifier tokens;
    private final VerifiedTokens verified;
    private final String issuer;
    private final AtomicLong nextWarning = new AtomicLong(Long.MIN_VALUE);

    Credentials(Callers callers, TokenVerifier tokens, VerifiedTokens verified, String issuer) {
        this.callers = callers;
        this.tokens = tokens;
        this.verified = verified;
        this.issuer = issuer;
    }

    /**
     * The caller behind the {@code Authorization} headers of one request. Two headers are refused:
     * which one counts would depend on who reads them.
     */
    Identified identify(List<String> authorization) {
        if (authorization.isEmpty()) {
            return new Identified.Refused(Refusal.MISSING);
        }
        String header = authorization.get(0).strip();
        if (authorization.size() > 1 || header.length() > MAX_LENGTH || !isBearer(header)) {
            return new Identified.Refused(Refusal.INVALID);
        }
        String credential = header.substring(SCHEME.length()).strip();
        try {
            return credential.startsWith(KEY_PREFIX) ? key(credential) : token(credential);
        } catch (RuntimeException fault) { // a broken check must refuse, never let pass
            IdentityMessages.MESSAGES.checkFailed(fault);
            return new Identified.Refused(Refusal.UNAVAILABLE);
        }
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private Identified key(String apiKey) {
        Optional<Caller> caller = callers.fromKey(apiKey);
        return caller.<Identified>map(Identified.As::new)
                .orElseGet(() -> new Identified.Refused(Refusal.INVALID));
    }

    private Identified token(String token) {
        Optional<Caller> known = verified.find(token);
        if (known.isPresent()) {
            return new Identified.As(known.get());
        }
        try {
            JWTClaimsSet claims = tokens.verify(token);
            Caller caller = Callers.fromToken(claims);
            Instant expires = claims.getExpirationTime().toInstant();
            verified.add(token, caller, expires);
            return new Identified.As(caller);
        } catch (TokenVerifier.BadTokenException | IllegalArgumentException bad) {
            IdentityMessages.MESSAGES.debugf(bad, "Token refused");
            return new Identified.Refused(Refusal.INVALID);
        } catch (KeySourceException unreachable) {
            warnSometimes(unreachable);
            return new Identified.Refused(Refusal.UNAVAILABLE);
        }
    }

    /** Once in ten seconds: every waiting caller would write the same line. */
    private void warnSometimes(KeySourceException unreachable) {
        long now = System.nanoTime() / 1_000_000_000;
        long due = nextWarning.get();
        if (now >= due && nextWarning.compareAndSet(due, now + WARNING_SECONDS)) {
            IdentityMessages.MESSAGES.keysUnavailable(
                    issuer, String.valueOf(unreachable.getMessage()));
        }
    }
}
