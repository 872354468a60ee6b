package io.vouchsafe.rest.internal.tensorflowserving;

import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.inference.ModelAddress;
import io.vouchsafe.rest.internal.problem.Problem;
import io.vouchsafe.rest.internal.problem.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Status and metadata of a model, by version, label or neither. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class StatusResource {
    private static final String STOPPED = "model-stopped";

    private final InferenceGateway gateway;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public StatusResource() {
        this(null, null);
    }

    @Inject
    public StatusResource(InferenceGateway gateway, CurrentCaller caller) {
        this.gateway = gateway;
        this.caller = caller;
    }

    @GET
    @Path("{model: [^/:]+}")
    public StatusJson status(@PathParam("model") String model) {
        ServedModel champion = find(ModelAddress.of(model, null));
        List<StatusJson.Version> all = new ArrayList<>();
        champion.versions().stream()
                .sorted(Comparator.reverseOrder())
                .forEach(version -> all.add(status(champion, version)));
        return new StatusJson(all);
    }

    /** Of another version than the champion; it may be gone by now. */
    private StatusJson.Version status(ServedModel champion, long version) {
        if (version == champion.ref().version()) {
            return status(champion);
        }
        return switch (gateway.describe(caller.get(), champion.ref().name(), version)) {
            case Outcome.Done<ServedModel> served -> status(served.value());
            case Outcome.Declined<ServedModel> gone -> StatusJson.Version.of(version, "END");
        };
    }

    private static StatusJson.Version status(ServedModel served) {
        return StatusJson.Version.of(
                served.ref().version(), served.ready() ? "AVAILABLE" : "LOADING");
    }

    @GET
    @Path("{model: [^/:]+}/versions/{version}")
    public StatusJson versionStatus(
            @PathParam("model") String model, @PathParam("version") String version) {
        ModelAddress address = ModelAddress.of(model, version);
        return switch (describe(address)) {
            case Outcome.Done<ServedModel> served ->
                    new StatusJson(List.of(status(served.value())));
            case Outcome.Declined<ServedModel> declined
                    when declined.problem().equals(STOPPED) && address.version() != null ->
                    new StatusJson(List.of(StatusJson.Version.of(address.version(), "END")));
            case Outcome.Declined<ServedModel> declined -> throw Problem.of(declined).toException();
        };
    }

    @GET
    @Path("{model: [^/:]+}/labels/{label}")
    public StatusJson labelStatus(
            @PathParam("model") String model, @PathParam("label") String label) {
        return new StatusJson(List.of(status(find(ModelAddress.labelled(model, label)))));
    }

    @GET
    @Path("{model: [^/:]+}/metadata")
    public MetadataJson metadata(@PathParam("model") String model) {
        return MetadataJson.of(find(ModelAddress.of(model, null)));
    }

    @GET
    @Path("{model: [^/:]+}/versions/{version}/metadata")
    public MetadataJson versionMetadata(
            @PathParam("model") String model, @PathParam("version") String version) {
        return MetadataJson.of(find(ModelAddress.of(model, version)));
    }

    @GET
    @Path("{model: [^/:]+}/labels/{label}/metadata")
    public MetadataJson labelMetadata(
            @PathParam("model") String model, @PathParam("label") String label) {
        return MetadataJson.of(find(ModelAddress.labelled(model, label)));
    }

    private ServedModel find(ModelAddress address) {
        return RefusedException.orRefused(describe(address));
    }

    private Outcome<ServedModel> describe(ModelAddress address) {
        return gateway.describe(caller.get(), address.name(), address.version(), address.label());
    }
}
