package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.rest.internal.http.RawRequest;
import io.vouchsafe.rest.internal.inference.ModelAddress;
import io.vouchsafe.rest.internal.inference.ModelCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Inference ({@code infer}) and our {@code explain}, versioned and unversioned. */
@Path("/v2/models/{model}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class InferenceResource {
    /** What {@code explain} means when the client names no method. */
    static final String DEFAULT_METHOD = "integrated-gradients";

    private final InferenceGateway gateway;
    private final ModelCalls calls;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public InferenceResource() {
        this(null, null);
    }

    @Inject
    public InferenceResource(InferenceGateway gateway, ModelCalls calls) {
        this.gateway = gateway;
        this.calls = calls;
    }

    @POST
    @Path("infer")
    public Response infer(
            @PathParam("model") String model, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        return answer(ModelAddress.of(model, null), headers, body, null);
    }

    @POST
    @Path("versions/{version}/infer")
    public Response inferVersion(
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        return answer(ModelAddress.of(model, version), headers, body, null);
    }

    @POST
    @Path("explain")
    public Response explain(
            @PathParam("model") String model, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        return answer(ModelAddress.of(model, null), headers, body, DEFAULT_METHOD);
    }

    @POST
    @Path("versions/{version}/explain")
    public Response explainVersion(
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        return answer(ModelAddress.of(model, version), headers, body, DEFAULT_METHOD);
    }

    private Response answer(
            ModelAddress model, HttpHeaders headers, InputStream stream, @Nullable String method)
            throws IOException {
        return calls.answer(
                headers,
                stream,
                RawRequest.Accepted.JSON,
                received -> {
                    InferenceBody decoded = RequestDecoder.decode(received.body());
                    return gateway.answer(
                            received.request(
                                    model,
                                    decoded.signature(),
                                    decoded.inputs(),
                                    decoded.outputs(),
                                    method,
                                    new AnswerEncoder(decoded.id())));
                });
    }
}
