package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.governance.Releases;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A model's aliases, canary and shadow. */
@Path("/api/models") // as ModelsResource, or one would hide the other
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RolloutResource {
    private final Releases releases;
    private final Deployments deployments;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public RolloutResource() {
        this(null, null, null);
    }

    @Inject
    public RolloutResource(Releases releases, Deployments deployments, CurrentCaller caller) {
        this.releases = releases;
        this.deployments = deployments;
        this.caller = caller;
    }

    record AliasBody(Long version) {}

    /**
     * A version's part of the traffic.
     *
     * @param share in thousandths, 1 to 1000
     */
    record ShareBody(Long version, Integer share) {}

    @GET
    @Path("{model}/rollout")
    public RolloutJson rollout(@PathParam("model") String model) {
        return RolloutJson.of(orRefused(releases.rollout(caller.get(), Ids.model(model))));
    }

    @PUT
    @Path("{model}/aliases/{label}")
    @Consumes(MediaType.APPLICATION_JSON)
    public RolloutJson assign(
            @PathParam("model") String model, @PathParam("label") String label, AliasBody body) {
        return RolloutJson.of(
                orRefused(
                        releases.assign(caller.get(), Ids.version(model, body.version()), label)));
    }

    @DELETE
    @Path("{model}/aliases/{label}")
    public RolloutJson unassign(
            @PathParam("model") String model, @PathParam("label") String label) {
        return RolloutJson.of(orRefused(releases.unassign(caller.get(), Ids.model(model), label)));
    }

    @PUT
    @Path("{model}/{kind: canary|shadow}")
    @Consumes(MediaType.APPLICATION_JSON)
    public RolloutJson share(
            @PathParam("model") String model, @PathParam("kind") String kind, ShareBody body) {
        return RolloutJson.of(
                orRefused(
                        deployments.share(
                                caller.get(),
                                Steps.of(Rollout.Kind.class, kind),
                                Ids.version(model, body.version()),
                                body.share())));
    }

    @DELETE
    @Path("{model}/{kind: canary|shadow}")
    public RolloutJson end(@PathParam("model") String model, @PathParam("kind") String kind) {
        return RolloutJson.of(
                orRefused(
                        releases.end(
                                caller.get(),
                                Steps.of(Rollout.Kind.class, kind),
                                Ids.model(model))));
    }
}
