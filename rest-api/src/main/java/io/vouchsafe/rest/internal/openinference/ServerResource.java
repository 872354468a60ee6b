package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.Readiness;
import io.vouchsafe.rest.internal.http.Build;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The server itself; needs no credential. */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ServerResource {
    private final InferenceGateway gateway;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public ServerResource() {
        this(null);
    }

    @Inject
    public ServerResource(InferenceGateway gateway) {
        this.gateway = gateway;
    }

    @GET
    public ServerMetadata metadata() {
        return new ServerMetadata("vouchsafe", Build.version(), List.of("explain"));
    }

    @GET
    @Path("health/live")
    public Live live() {
        return new Live(true);
    }

    @GET
    @Path("health/ready")
    public Response ready() {
        Readiness readiness = gateway.readiness();
        return readiness.ready()
                ? Response.ok(new Ready(true)).build()
                : Response.status(503)
                        .entity(new NotReady(false, readiness.obstacles()))
                        .header("Retry-After", 1)
                        .build();
    }

    /** {@code metadata_server_response}. */
    record ServerMetadata(String name, String version, List<String> extensions) {}

    record Live(boolean live) {}

    record Ready(boolean ready) {}

    /** Why requests should go elsewhere for now. */
    record NotReady(boolean ready, List<String> reasons) {}
}
