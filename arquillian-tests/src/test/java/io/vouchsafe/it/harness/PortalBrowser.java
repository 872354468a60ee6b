package io.vouchsafe.it.harness;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's browser without a screen: cookies, redirects and Keycloak's sign-in form. */
public final class PortalBrowser implements AutoCloseable {
    private static final Pattern FORM =
            Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");

    private final CookieManager cookies = new LoopbackCookies();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    /** Follows redirects. */
    public HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(Ports.api(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(Ports.api(path))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Opens a page of the portal as a stranger and signs in; the answer is the page. */
    public HttpResponse<String> signInAt(String path, String user)
            throws IOException, InterruptedException {
        HttpResponse<String> page = signIn(open(path), user, Realm.PASSWORD);
        if (page.uri().getPort() != Ports.HTTP) {
            throw new IllegalStateException(
                    "'%s' could not sign in: %d at %s"
                            .formatted(user, page.statusCode(), page.uri()));
        }
        return page;
    }

    /** Fills the form that {@link #open} was sent to. */
    public HttpResponse<String> signIn(HttpResponse<String> form, String user, String password)
            throws IOException, InterruptedException {
        Matcher action = FORM.matcher(form.body());
        if (!action.find()) {
            throw new IllegalStateException("No sign-in form at " + form.uri());
        }
        String fields = "username=" + encode(user) + "&password=" + encode(password);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(fields))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public static boolean isSignInForm(HttpResponse<String> page) {
        return page.statusCode() == 200
                && page.uri().getPort() == Ports.KEYCLOAK
                && FORM.matcher(page.body()).find();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * Browsers take loopback for a secure place and send it secure cookies; this client would not.
     */
    private static final class LoopbackCookies extends CookieManager {
        LoopbackCookies() {
            super(null, CookiePolicy.ACCEPT_ALL);
        }

        @Override
        public void put(URI address, Map<String, List<String>> headers) throws IOException {
            super.put(address, headers);
            getCookieStore().getCookies().forEach(cookie -> cookie.setSecure(false));
        }
    }
}
