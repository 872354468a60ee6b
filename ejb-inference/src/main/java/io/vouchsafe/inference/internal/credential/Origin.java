package io.vouchsafe.inference.internal.credential;

import io.vouchsafe.outbound.Call;
import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of an address (RFC 6454), in the one form that is compared. */
public final class Origin {
    private Origin() {}

    /**
     * Of an address.
     *
     * @throws IllegalArgumentException when it is none that can be called
     */
    public static String of(URI uri) {
        Call.checkAddress(uri);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
