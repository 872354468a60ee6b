package io.vouchsafe.portal.internal.identity;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * Sees requests before anybody is asked to sign in, which no filter does, and keeps the whole
 * address of a page for {@link WayBack} when the answer is the way to the identity provider.
 */
public final class WayBackExtension implements ServletExtension {
    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(
                next ->
                        exchange -> {
                            if (isPage(exchange)) {
                                exchange.addResponseCommitListener(WayBackExtension::keep);
                            }
                            next.handleRequest(exchange);
                        });
    }

    private static boolean isPage(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getQueryString().isEmpty()
                && exchange.getRequestPath().endsWith(".xhtml")
                && !exchange.getRequestPath().contains("/jakarta.faces.resource/");
    }

    private static void keep(HttpServerExchange exchange) {
        String location = exchange.getResponseHeaders().getFirst(Headers.LOCATION);
        if (isSignIn(exchange.getStatusCode(), location)) {
            WayBack.write(exchange.getRequestPath(), exchange.getQueryString())
                    .ifPresent(kept -> exchange.setResponseCookie(cookie(exchange, kept)));
        }
    }

    private static Cookie cookie(HttpServerExchange exchange, String kept) {
        return new CookieImpl(WayBack.COOKIE, kept)
                .setPath("/portal")
                .setMaxAge(WayBack.SECONDS)
                .setHttpOnly(true)
                .setSecure(exchange.getRequestScheme().equals("https"))
                .setSameSiteMode("Lax");
    }

    /** True for an answer that sends a person to Keycloak's sign-in. */
    static boolean isSignIn(int status, @Nullable String location) {
        return status == 302
                && location != null
                && location.contains("/protocol/openid-connect/auth?");
    }
}
