package io.vouchsafe.portal.internal.frame;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** {@code GET /portal/language?to=zh-CN}: remembers the language and goes back to the page. */
@WebServlet("/language")
public class LanguageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int YEAR = 365 * 24 * 3600;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String to = request.getParameter("to");
        Cookie cookie = new Cookie(Frame.LANGUAGE_COOKIE, "zh-CN".equals(to) ? "zh-CN" : "en");
        cookie.setPath(request.getContextPath());
        cookie.setMaxAge(YEAR);
        cookie.setHttpOnly(true);
        response.addCookie(cookie);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location", back(request.getHeader("Referer"), request.getContextPath()));
    }

    /** Path and query of the page the person came from when it is ours; else the front page. */
    static String back(@Nullable String referer, String contextPath) {
        String front = contextPath + "/";
        if (referer == null) {
            return front;
        }
        try {
            URI uri = new URI(referer);
            String path = uri.getRawPath();
            if (path == null || !path.startsWith(front) || path.startsWith(front + "language")) {
                return front;
            }
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (URISyntaxException unreadable) {
            return front;
        }
    }
}
