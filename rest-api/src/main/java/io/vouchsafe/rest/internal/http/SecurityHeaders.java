package io.vouchsafe.rest.internal.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/**
 * Headers that keep answers where they belong (OWASP REST Security). A resource that says something
 * else about caching or content is left alone.
 */
@Provider
public class SecurityHeaders implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Referrer-Policy", "no-referrer");
        headers.computeIfAbsent("Cache-Control", name -> single("no-store"));
        headers.computeIfAbsent(
                "Content-Security-Policy",
                name -> single("default-src 'none'; frame-ancestors 'none'"));
        if (request.getSecurityContext() != null && request.getSecurityContext().isSecure()) {
            headers.putSingle("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static java.util.List<Object> single(String value) {
        return new java.util.ArrayList<>(java.util.List.of(value));
    }
}
