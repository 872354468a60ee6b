package io.vouchsafe.portal.internal.frame;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every answer says to the browser, and which forms are taken.
 *
 * <p>A form must come from our own pages: {@code Sec-Fetch-Site} (Fetch Metadata), or {@code
 * Origin} (RFC 6454) from browsers without it. The session cookie's {@code SameSite=Lax} alone is
 * not enough: a foreign form without a session is kept by the OpenID Connect client and replayed
 * after a silent sign-in.
 */
public class PageGuard extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String DEFAULT_ISSUER = "http://127.0.0.1:8180/realms/vouchsafe";

    private final String policy =
            policy(System.getenv().getOrDefault("VOUCHSAFE_OIDC_ISSUER", DEFAULT_ISSUER));

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        protect(request, response);
        if (isForeign(
                request.getMethod(),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin"),
                request.getHeader("Host"))) {
            String origin = request.getHeader("Origin");
            PortalMessages.LOG.foreignForm(
                    request.getRequestURI(), origin == null ? "unknown" : origin);
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        chain.doFilter(request, response);
    }

    private void protect(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        // a second policy beside the one for scripts, which PrimeFaces writes with its nonces
        response.addHeader("Content-Security-Policy", policy);
        if (!request.getServletPath().startsWith("/jakarta.faces.resource/")) {
            response.setHeader("Cache-Control", "no-store"); // partners' data stays out of caches
        }
    }

    /** Everything but scripts; a form may end at the identity provider (signing out does). */
    static String policy(String issuer) {
        return "base-uri 'self'; connect-src 'self'; font-src 'self'; form-action 'self' "
                + origin(issuer)
                + "; frame-ancestors 'none'; frame-src 'none'; img-src 'self' data:;"
                + " manifest-src 'self'; media-src 'none'; object-src 'none';"
                + " style-src 'self' 'unsafe-inline'; worker-src 'none'";
    }

    private static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** True for a form that one of our own pages did not send. */
    static boolean isForeign(
            String method, @Nullable String site, @Nullable String origin, @Nullable String host) {
        if (SAFE.contains(method)) {
            return false;
        }
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        if (origin == null) {
            return false; // no browser: it holds no one else's cookies
        }
        try {
            String sender = new URI(origin).getRawAuthority();
            return host == null
                    || sender == null
                    || !sender.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException unreadable) {
            return true;
        }
    }
}
