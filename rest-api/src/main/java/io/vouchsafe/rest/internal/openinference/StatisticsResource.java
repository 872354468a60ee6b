package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.ModelActivity;
import io.vouchsafe.inference.ModelStatistics;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.inference.ModelAddress;
import io.vouchsafe.rest.internal.problem.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Predicate;

/**
 * The statistics extension, of this node since it started. For the provider's people: the numbers
 * are of all partners together.
 */
@Path("/v2/models")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class StatisticsResource {
    private final ModelStatistics statistics;
    private final InferenceGateway gateway;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public StatisticsResource() {
        this(null, null, null);
    }

    @Inject
    public StatisticsResource(
            ModelStatistics statistics, InferenceGateway gateway, CurrentCaller caller) {
        this.statistics = statistics;
        this.gateway = gateway;
        this.caller = caller;
    }

    @GET
    @Path("stats")
    public StatisticsJson all() {
        return of(activity -> true);
    }

    @GET
    @Path("{model}/stats")
    public StatisticsJson model(@PathParam("model") String model) {
        ModelAddress address = ModelAddress.of(model, null);
        StatisticsJson found = of(each -> each.model().name().equals(address.name()));
        return found.models().isEmpty() ? untouched(address) : found;
    }

    @GET
    @Path("{model}/versions/{version}/stats")
    public StatisticsJson version(
            @PathParam("model") String model, @PathParam("version") String version) {
        ModelAddress address = ModelAddress.of(model, version);
        StatisticsJson found =
                of(
                        each ->
                                each.model().name().equals(address.name())
                                        && Long.valueOf(each.model().version())
                                                .equals(address.version()));
        return found.models().isEmpty() ? untouched(address) : found;
    }

    /** A model that nobody called yet has numbers, too; one that is not there has none. */
    private StatisticsJson untouched(ModelAddress address) {
        ServedModel served =
                RefusedException.orRefused(
                        gateway.describe(caller.get(), address.name(), address.version()));
        return json(List.of(nothing(served.ref())));
    }

    private StatisticsJson of(Predicate<ModelActivity> wanted) {
        return json(statistics.activity().stream().filter(wanted).toList());
    }

    private static ModelActivity nothing(ModelRef model) {
        return new ModelActivity(model, 0, 0, 0, 0, 0, null);
    }

    private static StatisticsJson json(List<ModelActivity> activities) {
        return new StatisticsJson(activities.stream().map(StatisticsJson.Model::of).toList());
    }
}
