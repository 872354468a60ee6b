package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.rest.internal.http.JsonRequest;
import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
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
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Inference ({@code infer}) and our {@code explain}, versioned and unversioned. */
@Path("/v2/models/{model}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class InferenceResource {
    /** What {@code explain} means when the client names no method. */
    static final String DEFAULT_METHOD = "integrated-gradients";

    private final InferenceGateway gateway;
    private final CurrentCaller caller;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RestConfig config;
    private final BodyBudget budget = new BodyBudget(Runtime.getRuntime().maxMemory() / 3);

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public InferenceResource() {
        this(null, null, null);
    }

    @Inject
    public InferenceResource(InferenceGateway gateway, CurrentCaller caller, RestConfig config) {
        this.gateway = gateway;
        this.caller = caller;
        this.config = config;
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
        Optional<BodyBudget.Room> room;
        try {
            room = budget.take(length(headers), PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            room = Optional.empty();
        }
        if (room.isEmpty()) {
            return OutcomeResponses.of(overloaded());
        }
        try (BodyBudget.Room held = room.get()) {
            return decoded(model, headers, stream, method);
        }
    }

    /** Length on the wire; the most that is allowed when the client does not say or exaggerates. */
    private long length(HttpHeaders headers) {
        int declared = headers.getLength();
        return declared < 0
                ? config.maxRequestBytes()
                : Math.min(declared, config.maxRequestBytes());
    }

    private static InferenceOutcome overloaded() {
        return new InferenceOutcome.Refused(
                Reason.OVERLOADED,
                OpenInferenceTexts.TEXTS.noRoom(),
                null,
                Duration.ofSeconds(1),
                null);
    }

    private Response decoded(
            ModelAddress model, HttpHeaders headers, InputStream stream, @Nullable String method)
            throws IOException {
        RequestHeaders ours = RequestHeaders.of(headers);
        byte[] body = JsonRequest.read(headers, stream, config.maxRequestBytes());
        InferenceBody decoded = RequestDecoder.decode(body);
        return OutcomeResponses.of(
                gateway.answer(
                        new InferenceRequest(
                                caller.get(),
                                model.name(),
                                model.version(),
                                null,
                                decoded.signature(),
                                ours.purpose(),
                                ours.contract(),
                                ours.subject(),
                                ours.explain() == null ? method : ours.explain(),
                                decoded.inputs(),
                                decoded.outputs(),
                                body,
                                new AnswerEncoder(decoded.id()),
                                config.timeout())));
    }
}
