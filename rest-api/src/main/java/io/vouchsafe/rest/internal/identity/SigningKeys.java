package io.vouchsafe.rest.internal.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.Closeable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The issuer's public keys, kept in memory.
 *
 * <p>Read again every ten minutes, ahead of time and off the request's thread; at once when a token
 * names an unknown key (so a rotation needs no restart), but at most once in five seconds whatever
 * strangers send; the last known keys serve on for a day when the issuer is away.
 */
final class SigningKeys implements Closeable {
    private static final long TTL = 600_000;
    private static final long REFRESH_TIMEOUT = 3_000;
    private static final long REFRESH_AHEAD = 120_000;
    private static final long MIN_INTERVAL = 5_000;
    private static final long OUTAGE_TTL = 86_400_000;
    private static final int CONNECT_TIMEOUT = 2_000;
    private static final int READ_TIMEOUT = 2_000;
    private static final int SIZE_LIMIT = 131_072;

    private final JWKSource<SecurityContext> source;

    SigningKeys(IdentityConfig config) {
        ExecutorService refresher =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("vouchsafe-signing-keys").factory());
        try {
            source =
                    JWKSourceBuilder.<SecurityContext>create(
                                    config.keys().toURL(),
                                    new DefaultResourceRetriever(
                                            CONNECT_TIMEOUT, READ_TIMEOUT, SIZE_LIMIT))
                            .cache(TTL, REFRESH_TIMEOUT)
                            .refreshAheadCache(REFRESH_AHEAD, null, refresher, true, null, false)
                            .rateLimited(MIN_INTERVAL)
                            .outageTolerant(OUTAGE_TTL)
                            .build();
        } catch (MalformedURLException impossible) { // the configuration checked it
            throw new IllegalArgumentException(impossible);
        }
    }

    JWKSource<SecurityContext> source() {
        return source;
    }

    @Override
    public void close() throws IOException {
        if (source instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
