package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.problem.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What a client may know of a model: its tensors, its versions, whether it is ready. */
@Path("/v2/models/{model}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MetadataResource {
    private final InferenceGateway gateway;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public MetadataResource() {
        this(null, null);
    }

    @Inject
    public MetadataResource(InferenceGateway gateway, CurrentCaller caller) {
        this.gateway = gateway;
        this.caller = caller;
    }

    @GET
    public ModelMetadata metadata(@PathParam("model") String model) {
        return ModelMetadata.of(find(model, null));
    }

    @GET
    @Path("versions/{version}")
    public ModelMetadata versionMetadata(
            @PathParam("model") String model, @PathParam("version") String version) {
        return ModelMetadata.of(find(model, version));
    }

    @GET
    @Path("ready")
    public Response ready(@PathParam("model") String model) {
        return readiness(find(model, null));
    }

    @GET
    @Path("versions/{version}/ready")
    public Response versionReady(
            @PathParam("model") String model, @PathParam("version") String version) {
        return readiness(find(model, version));
    }

    private ServedModel find(String model, @Nullable String version) {
        ModelAddress address = ModelAddress.of(model, version);
        return RefusedException.orRefused(
                gateway.describe(caller.get(), address.name(), address.version()));
    }

    private static Response readiness(ServedModel model) {
        return Response.status(model.ready() ? 200 : 503)
                .entity(new ModelReady(model.ref().name().value(), model.ready()))
                .build();
    }

    /** {@code ready_model_response}. */
    record ModelReady(String name, boolean ready) {}
}
