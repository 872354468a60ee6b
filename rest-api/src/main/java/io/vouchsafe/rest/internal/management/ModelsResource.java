package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Models. */
@Path("/api/models")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ModelsResource {
    private final Registry registry;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public ModelsResource() {
        this(null, null);
    }

    @Inject
    public ModelsResource(Registry registry, CurrentCaller caller) {
        this.registry = registry;
        this.caller = caller;
    }

    record NewModel(ModelName name) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(NewModel model) {
        ModelView made = orRefused(registry.create(caller.get(), model.name()));
        return Answers.created("/api/models/" + made.name(), ModelJson.of(made));
    }

    @GET
    public Listing<ModelJson> list() {
        return Listing.of(registry.models(caller.get()), ModelJson::of);
    }

    @GET
    @Path("{model}")
    public ModelJson model(@PathParam("model") String model) {
        return ModelJson.of(orRefused(registry.model(caller.get(), Ids.model(model))));
    }
}
