package io.vouchsafe.rest.internal.tensorflowserving;

import io.vouchsafe.inference.AnswerRejectedException;
import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.rest.internal.http.RawRequest;
import io.vouchsafe.rest.internal.inference.ModelAddress;
import io.vouchsafe.rest.internal.inference.ModelCalls;
import io.vouchsafe.rest.internal.inference.Received;
import io.vouchsafe.rest.internal.problem.ProblemType;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code :predict}, {@code :classify} and {@code :regress}, by version, label or neither. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ServingResource {
    private static final ServingTexts TEXTS = ServingTexts.TEXTS;

    private final InferenceGateway gateway;
    private final ModelCalls calls;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public ServingResource() {
        this(null, null);
    }

    @Inject
    public ServingResource(InferenceGateway gateway, ModelCalls calls) {
        this.gateway = gateway;
        this.calls = calls;
    }

    @POST
    @Path("{model: [^/:]+}:{verb: [^/:]*}")
    public Response ask(
            @PathParam("model") String model,
            @PathParam("verb") String verb,
            @Context UriInfo address,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        return answer(ModelAddress.of(model, null), verb, address, headers, body);
    }

    @POST
    @Path("{model: [^/:]+}/versions/{version: [^/:]+}:{verb: [^/:]*}")
    public Response askVersion(
            @PathParam("model") String model,
            @PathParam("version") String version,
            @PathParam("verb") String verb,
            @Context UriInfo address,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        return answer(ModelAddress.of(model, version), verb, address, headers, body);
    }

    @POST
    @Path("{model: [^/:]+}/labels/{label: [^/:]+}:{verb: [^/:]*}")
    public Response askLabel(
            @PathParam("model") String model,
            @PathParam("label") String label,
            @PathParam("verb") String verb,
            @Context UriInfo address,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        return answer(ModelAddress.labelled(model, label), verb, address, headers, body);
    }

    private Response answer(
            ModelAddress model, String verb, UriInfo address, HttpHeaders headers, InputStream body)
            throws IOException {
        Verb known =
                Verb.of(verb)
                        .orElseThrow(
                                () ->
                                        ProblemType.BAD_REQUEST
                                                .because(
                                                        TEXTS.malformedRequest(
                                                                "POST",
                                                                ServingBody.shown(
                                                                        address.getPath())))
                                                .toException());
        return calls.answer(
                headers,
                body,
                RawRequest.Accepted.ANY,
                received ->
                        switch (gateway.describe(
                                received.caller(), model.name(), model.version(), model.label())) {
                            case Outcome.Declined<ServedModel> declined -> refused(received, model);
                            case Outcome.Done<ServedModel> served ->
                                    answered(received, model, known, served.value());
                        });
    }

    private InferenceOutcome answered(
            Received received, ModelAddress model, Verb verb, ServedModel served) {
        Verb.Question question = verb.question(received.body(), name -> signature(served, name));
        return gateway.answer(
                received.request(
                        model,
                        question.signature(),
                        question.inputs(),
                        Set.of(),
                        null,
                        new ServingEncoder(question.form())));
    }

    /** The gateway's refusal says why, and is recorded, without a look at the body. */
    private InferenceOutcome refused(Received received, ModelAddress model) {
        return gateway.answer(
                received.request(
                        model,
                        null,
                        new Payload(Map.of()),
                        Set.of(),
                        null,
                        (output, ref) -> {
                            throw new AnswerRejectedException(TEXTS.changed());
                        }));
    }

    private static Signature signature(ServedModel served, String name) {
        @Nullable Signature signature = served.signatures().get(name);
        if (signature == null) {
            throw TEXTS.noSignature(ServingBody.shown(name));
        }
        return signature;
    }
}
