package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
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
import org.jspecify.annotations.Nullable;

/** A model's versions and the steps of their life. */
@Path("/api/models/{model}/versions")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class VersionsResource {
    private final Registry registry;
    private final Deployments deployments;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public VersionsResource() {
        this(null, null, null);
    }

    @Inject
    public VersionsResource(Registry registry, Deployments deployments, CurrentCaller caller) {
        this.registry = registry;
        this.deployments = deployments;
        this.caller = caller;
    }

    /** The steps, named as in the address. */
    enum Step {
        SUBMIT,
        APPROVE,
        REJECT,
        DEPLOY,
        ROLLBACK,
        STOP,
        RESUME
    }

    @GET
    public Listing<VersionJson> list(@PathParam("model") String model) {
        return Listing.of(
                orRefused(registry.model(caller.get(), Ids.model(model))).versions(),
                VersionJson::of);
    }

    @GET
    @Path("{version}")
    public VersionJson version(
            @PathParam("model") String model, @PathParam("version") String version) {
        return VersionJson.of(
                orRefused(registry.version(caller.get(), Ids.version(model, version))));
    }

    @POST
    @Path("{version}/{step: submit|approve|reject|deploy|rollback|stop|resume}")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionJson move(
            @PathParam("model") String model,
            @PathParam("version") String version,
            @PathParam("step") String step,
            @Nullable StepBody body) {
        return VersionJson.of(
                orRefused(
                        move(
                                caller.get(),
                                Ids.version(model, version),
                                Steps.of(Step.class, step),
                                StepBody.comment(body))));
    }

    private Outcome<VersionView> move(
            Caller who, ModelRef version, Step step, @Nullable String comment) {
        return switch (step) {
            case SUBMIT -> registry.submit(who, version, comment);
            case APPROVE -> registry.approve(who, version, comment);
            case REJECT -> registry.reject(who, version, comment);
            case DEPLOY -> deployments.deploy(who, version, comment);
            case ROLLBACK -> deployments.rollback(who, version, comment);
            case STOP -> registry.stop(who, version, comment);
            case RESUME -> deployments.resume(who, version, comment);
        };
    }
}
