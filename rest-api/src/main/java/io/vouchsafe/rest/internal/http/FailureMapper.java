package io.vouchsafe.rest.internal.http;

import io.vouchsafe.rest.internal.problem.Problem;
import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns every failure into an answer in the body of the protocol that was spoken. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
    private final HttpHeaders headers;
    private final UriInfo address;
    private final Request request;

    public FailureMapper(
            @Context HttpHeaders headers, @Context UriInfo address, @Context Request request) {
        this.headers = headers;
        this.address = address;
        this.request = request;
    }

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException web
                && web.getResponse().getStatus() < 400) { // OPTIONS, not modified, moved
            return web.getResponse();
        }
        String id = RequestIds.sane(headers.getHeaderString(RequestIds.HEADER));
        Problem problem = Failures.of(failure);
        tellOperator(problem, id, failure);
        return ErrorBody.of(address.getPath()).answer(problem, id);
    }

    private void tellOperator(Problem problem, String id, Throwable failure) {
        String raw = address.getRequestUri().getRawPath(); // encoded: no line breaks in the log
        String path = raw.length() <= 200 ? raw : raw.substring(0, 200);
        if (problem.slug().equals(ProblemType.INTERNAL_ERROR.slug())) {
            RestMessages.LOG.failed(id, request.getMethod(), path, failure);
        } else if (problem.slug().equals(ProblemType.LOG_UNAVAILABLE.slug())) {
            RestMessages.LOG.logUnavailable(id, request.getMethod(), path, failure);
        }
    }
}
