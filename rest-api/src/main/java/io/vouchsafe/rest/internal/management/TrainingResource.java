package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.training.Training;
import io.vouchsafe.training.TrainingJob;
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
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Training jobs. */
@Path("/api/training/jobs")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TrainingResource {
    private final Training training;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public TrainingResource() {
        this(null, null);
    }

    @Inject
    public TrainingResource(Training training, CurrentCaller caller) {
        this.training = training;
        this.caller = caller;
    }

    /** A job to be. */
    record NewJob(String recipe, ModelName model, Long seed) {}

    /**
     * A job.
     *
     * @param progress 0 to 1
     * @param version registered; null until it succeeded
     * @param failure one sentence; null unless it failed
     */
    record JobJson(
            String id,
            String recipe,
            ModelName model,
            long seed,
            TrainingJob.State state,
            double progress,
            String step,
            @Nullable Long version,
            Map<String, Double> metrics,
            @Nullable String failure,
            Instant startedAt) {
        static JobJson of(TrainingJob job) {
            return new JobJson(
                    job.id(),
                    job.recipe(),
                    job.model(),
                    job.seed(),
                    job.state(),
                    job.progress(),
                    job.step(),
                    job.version(),
                    new TreeMap<>(job.metrics()),
                    job.failure(),
                    job.startedAt());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(NewJob body) {
        TrainingJob job =
                orRefused(training.start(caller.get(), body.recipe(), body.model(), body.seed()));
        return Answers.accepted("/api/training/jobs/" + job.id(), JobJson.of(job));
    }

    @GET
    public Listing<JobJson> list() {
        return Listing.of(training.jobs(caller.get()), JobJson::of);
    }

    @GET
    @Path("{job}")
    public JobJson job(@PathParam("job") String job) {
        return JobJson.of(orRefused(training.job(caller.get(), job)));
    }
}
