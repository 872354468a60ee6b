package io.vouchsafe.rest.internal.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request an id: the client's {@code x-request-id} when it is one, else a fresh one. It
 * stands in the request's headers from then on and goes back with the answer.
 */
@Provider
@PreMatching
@Priority(0)
public class RequestIds implements ContainerRequestFilter, ContainerResponseFilter {
    public static final String HEADER = "x-request-id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    @Override
    public void filter(ContainerRequestContext request) {
        request.getHeaders().putSingle(HEADER, sane(request.getHeaderString(HEADER)));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, sane(request.getHeaderString(HEADER)));
    }

    /** The id itself when it may be echoed and logged, else a new one. */
    public static String sane(@Nullable String id) {
        return id != null && SANE.matcher(id).matches() ? id : UUID.randomUUID().toString();
    }
}
