package io.vouchsafe.portal.internal.frame;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /portal/preference?language=zh-CN} or {@code ?partner=acme}: remembers how a person
 * looks at the pages, in a cookie, and goes back to the page. It changes no data: a foreign page
 * that sends somebody here gains nothing.
 */
@WebServlet("/preference")
public class Preferences extends HttpServlet {
    static final String LANGUAGE = "vs-lang";
    static final String PARTNER = "vs-partner";
    // the two below are written by the page's script
    static final String THEME = "vs-theme";
    static final String NAVIGATION = "vs-nav";

    private static final long serialVersionUID = 1L;
    private static final int YEAR = 365 * 24 * 3600;
    private static final Pattern PARTNER_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String language = request.getParameter("language");
        if (language != null) {
            remember(request, response, LANGUAGE, "zh-CN".equals(language) ? "zh-CN" : "en");
        }
        String partner = request.getParameter("partner");
        if (partner != null) {
            remember(request, response, PARTNER, partner(partner));
        }
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location", back(request.getHeader("Referer"), request.getContextPath()));
    }

    /** The partner's id, or nothing when it is none: all partners. */
    static String partner(String id) {
        return PARTNER_ID.matcher(id).matches() ? id : "";
    }

    private static void remember(
            HttpServletRequest request, HttpServletResponse response, String name, String value) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath(request.getContextPath());
        cookie.setMaxAge(value.isEmpty() ? 0 : YEAR);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        response.addCookie(cookie);
    }

    /** Path and query of the page the person came from when it is ours; else the front page. */
    static String back(@Nullable String referer, String contextPath) {
        String front = contextPath + "/";
        if (referer == null) {
            return front;
        }
        try {
            URI uri = new URI(referer).normalize();
            String path = uri.getRawPath();
            if (path == null
                    || !path.startsWith(front)
                    || path.startsWith("//")
                    || path.startsWith(front + "preference")) {
                return front;
            }
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (URISyntaxException unreadable) {
            return front;
        }
    }
}
