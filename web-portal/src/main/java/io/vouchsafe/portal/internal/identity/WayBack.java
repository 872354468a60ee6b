package io.vouchsafe.portal.internal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a person who had to sign in first to the page that was asked for, with its whole address.
 *
 * <p>WildFly's OpenID Connect client names only the path to the identity provider, so {@code
 * /portal/receipt.xhtml?id=…} comes back without its id. {@link WayBackExtension} keeps the address
 * in a cookie when it sees the way to the sign-in; this filter uses it once.
 */
@WebFilter(urlPatterns = "*.xhtml", asyncSupported = true)
public class WayBack extends HttpFilter {
    static final String COOKIE = "vs-goto";
    static final int SECONDS = 600;

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2000;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String kept = cookie(request.getCookies());
        if (kept == null || request.getUserPrincipal() == null) {
            chain.doFilter(request, response);
            return;
        }
        Cookie used = new Cookie(COOKIE, "");
        used.setPath(request.getContextPath());
        used.setMaxAge(0);
        response.addCookie(used);
        Optional<String> address = read(kept, request.getRequestURI());
        if (request.getMethod().equals("GET")
                && request.getQueryString() == null
                && address.isPresent()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", address.get());
            return;
        }
        chain.doFilter(request, response);
    }

    private static @Nullable String cookie(Cookie @Nullable [] cookies) {
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                return cookie.getValue();
            }
        }
        return null;
    }

    /** What the cookie keeps; empty when the address is too long to be kept. */
    static Optional<String> write(String path, String query) {
        String address = path + "?" + query;
        return address.length() > LONGEST
                ? Optional.empty()
                : Optional.of(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(address.getBytes(StandardCharsets.UTF_8)));
    }

    /** The address that was kept for this path; empty for any other, and for what is no address. */
    static Optional<String> read(String kept, String path) {
        String address;
        try {
            address = new String(Base64.getUrlDecoder().decode(kept), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        boolean plain = address.chars().allMatch(character -> character > ' ' && character < 127);
        return plain && address.startsWith(path + "?") ? Optional.of(address) : Optional.empty();
    }
}
