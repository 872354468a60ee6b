package io.vouchsafe.rest.internal.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.Closeable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's public keys, kept in memory.
 *
 * <p>Read again every ten minutes, ahead of time and off the request's thread; at once when a token
 * names an unknown key (so a rotation needs no restart), but at most twice in five seconds whatever
 * strangers send; the last known keys serve on for a day when the issuer is away. An unknown key is
 * an empty answer only when the issuer could be asked.
 */
final class SigningKeys implements JWKSource<SecurityContext>, Closeable {
    private static final long TTL = 600_000;
    private static final long REFRESH_TIMEOUT = 3_000;
    private static final long REFRESH_AHEAD = 120_000;
    private static final long MIN_INTERVAL = 5_000;
    private static final long OUTAGE_TTL = 86_400_000;
    private static final int CONNECT_TIMEOUT = 2_000;
    private static final int READ_TIMEOUT = 2_000;
    private static final int SIZE_LIMIT = 131_072;

    private final Watched watched;
    private final JWKSource<SecurityContext> cached;

    SigningKeys(JWKSetSource<SecurityContext> origin) {
        watched = new Watched(origin);
        ExecutorService refresher =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("vouchsafe-signing-keys").factory());
        cached =
                JWKSourceBuilder.create(watched)
                        .cache(TTL, REFRESH_TIMEOUT)
                        .refreshAheadCache(REFRESH_AHEAD, null, refresher, true, null, false)
                        .rateLimited(MIN_INTERVAL)
                        .outageTolerant(OUTAGE_TTL)
                        .build();
    }

    /** The keys at the place that the configuration names. */
    static SigningKeys of(IdentityConfig config) {
        try {
            return new SigningKeys(
                    new URLBasedJWKSetSource<>(
                            config.keys().toURL(),
                            new DefaultResourceRetriever(
                                    CONNECT_TIMEOUT, READ_TIMEOUT, SIZE_LIMIT)));
        } catch (MalformedURLException impossible) { // the configuration checked it
            throw new IllegalArgumentException(impossible);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        List<JWK> found;
        try {
            found = cached.get(selector, context);
        } catch (RateLimitReachedException askedJustNow) {
            found = List.of();
        }
        if (found.isEmpty() && !watched.reachable) {
            throw new JWKSetUnavailableException("The issuer does not answer");
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        if (cached instanceof Closeable closeable) {
            closeable.close();
        }
    }

    /** Remembers whether the last reading succeeded: outage tolerance above would hide it. */
    private static final class Watched extends JWKSetSourceWrapper<SecurityContext> {
        private volatile boolean reachable = true;

        Watched(JWKSetSource<SecurityContext> origin) {
            super(origin);
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
                throws KeySourceException {
            boolean answered = false;
            try {
                JWKSet keys = getSource().getJWKSet(refresh, now, context);
                answered = true;
                return keys;
            } finally {
                reachable = answered;
            }
        }
    }
}
