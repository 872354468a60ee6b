package io.vouchsafe.portal.testing;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A browser's request: address, cookies, language, headers, attributes. */
public final class FakeRequest {
    private final List<Cookie> cookies = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private Locale locale = Locale.ENGLISH;
    private String method = "GET";
    private String path = "/index.xhtml";
    private String query = "";

    public FakeRequest at(String servletPath) {
        this.path = servletPath;
        return this;
    }

    public FakeRequest query(String queryString) {
        this.query = queryString;
        return this;
    }

    public FakeRequest method(String name) {
        this.method = name;
        return this;
    }

    public FakeRequest cookie(String name, String value) {
        cookies.add(new Cookie(name, value));
        return this;
    }

    public FakeRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public FakeRequest attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    public FakeRequest language(Locale browser) {
        this.locale = browser;
        return this;
    }

    /** Everything the portal asks a request for; any other question is a mistake. */
    public HttpServletRequest build() {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        FakeRequest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, asked, arguments) ->
                                switch (asked.getName()) {
                                    case "getCookies" ->
                                            cookies.isEmpty()
                                                    ? null
                                                    : cookies.toArray(Cookie[]::new);
                                    case "getHeader" -> headers.get((String) arguments[0]);
                                    case "getAttribute" -> attributes.get((String) arguments[0]);
                                    case "getParameter" -> null;
                                    case "getLocale" -> locale;
                                    case "getMethod" -> method;
                                    case "getServletPath" -> path;
                                    case "getContextPath" -> "/portal";
                                    case "getRequestURI" -> "/portal" + path;
                                    case "getQueryString" -> query.isEmpty() ? null : query;
                                    case "getRequestURL" ->
                                            new StringBuffer(
                                                    "https://vouchsafe.example/portal" + path);
                                    case "isSecure" -> true;
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    asked.getName());
                                });
    }
}
