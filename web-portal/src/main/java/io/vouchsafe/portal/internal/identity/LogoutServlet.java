package io.vouchsafe.portal.internal.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.OidcPrincipal;

/**
 * {@code POST /portal/logout}: ends the session here, then the one at the identity provider (OpenID
 * Connect RP-Initiated Logout 1.0), then comes back to the portal's front page.
 *
 * <p>POST only and the session cookie is {@code SameSite=Lax}: no foreign page can sign a person
 * out.
 */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String DEFAULT_ISSUER = "http://127.0.0.1:8180/realms/vouchsafe";
    private static final String CLIENT = "vouchsafe-portal";

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String idToken = idToken(request.getUserPrincipal()); // before the session is gone
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        String issuer = System.getenv().getOrDefault("VOUCHSAFE_OIDC_ISSUER", DEFAULT_ISSUER);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", endSession(issuer, idToken, home(request)));
    }

    /** The end-session address; without an id token the provider asks the person first. */
    static String endSession(String issuer, @Nullable String idToken, String home) {
        String address =
                issuer
                        + "/protocol/openid-connect/logout?client_id="
                        + CLIENT
                        + "&post_logout_redirect_uri="
                        + encode(home);
        return idToken == null ? address : address + "&id_token_hint=" + encode(idToken);
    }

    private static String home(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        String path = request.getRequestURI();
        return url.substring(0, url.length() - path.length()) + request.getContextPath() + "/";
    }

    private static @Nullable String idToken(@Nullable Principal principal) {
        return principal instanceof OidcPrincipal<?> oidc
                ? oidc.getOidcSecurityContext().getIDTokenString()
                : null;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
