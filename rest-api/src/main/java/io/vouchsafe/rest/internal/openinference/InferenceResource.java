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
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Inference ({@code infer}) and our {@code explain}, versioned and unversioned. */
@Path("/v2/models")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class InferenceResource {
    /** What {@code explain} means when the client names no method. */
    static final String DEFAULT_METHOD = "integrated-gradients";

    /** Where the JSON ends and binary data begins, in requests and answers. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

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
    @Path("{model}/infer")
    public Response infer(
            @PathParam("model") String model, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        return answer(ModelAddress.of(model, null), headers, body, null);
    }

    @POST
    @Path("{model}/versions/{version}/infer")
    public Response inferVersion(
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        return answer(ModelAddress.of(model, version), headers, body, null);
    }

    @POST
    @Path("{model}/explain")
    public Response explain(
            @PathParam("model") String model, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        return answer(ModelAddress.of(model, null), headers, body, DEFAULT_METHOD);
    }

    @POST
    @Path("{model}/versions/{version}/explain")
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
        String jsonLength = headers.getHeaderString(JSON_LENGTH);
        AtomicReference<AnswerEncoder> used = new AtomicReference<>();
        Response response =
                calls.answer(
                        headers,
                        stream,
                        jsonLength == null
                                ? RawRequest.Accepted.JSON
                                : RawRequest.Accepted.JSON_OR_OCTETS,
                        received -> {
                            InferenceBody decoded = decode(received.body(), jsonLength);
                            AnswerEncoder encoder =
                                    new AnswerEncoder(decoded.id(), decoded.binary());
                            used.set(encoder);
                            return gateway.answer(
                                    received.request(
                                            model,
                                            decoded.signature(),
                                            decoded.inputs(),
                                            decoded.outputs(),
                                            method,
                                            encoder));
                        });
        AnswerEncoder encoder = used.get();
        return encoder == null || response.getStatus() != 200
                ? response
                : marked(response, encoder.jsonLength());
    }

    private static InferenceBody decode(byte[] body, @Nullable String jsonLength) {
        if (jsonLength == null) {
            return RequestDecoder.decode(body);
        }
        try {
            int length = Integer.parseInt(jsonLength.strip());
            if (length >= 0 && length <= body.length) {
                return RequestDecoder.decode(body, length);
            }
        } catch (NumberFormatException notNumber) {
            // said below, like a number out of range
        }
        throw OpenInferenceTexts.TEXTS.headerLength();
    }

    private static Response marked(Response response, OptionalInt jsonLength) {
        return jsonLength.isEmpty()
                ? response
                : Response.fromResponse(response)
                        .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        .header(JSON_LENGTH, jsonLength.getAsInt())
                        .build();
    }
}
