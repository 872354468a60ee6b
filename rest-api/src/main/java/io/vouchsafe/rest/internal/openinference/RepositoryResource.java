package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.inference.ModelAddress;
import io.vouchsafe.rest.internal.json.Json;
import io.vouchsafe.rest.internal.problem.ProblemType;
import io.vouchsafe.rest.internal.problem.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The model repository extension. Which version a name means is decided by people, twice: so
 * loading and unloading are resuming and stopping the champion, by those who may, and never more
 * than what was approved.
 */
@Path("/v2/repository")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RepositoryResource {
    private static final OpenInferenceTexts TEXTS = OpenInferenceTexts.TEXTS;
    private static final String COMMENT = "By the model repository extension.";

    private final InferenceGateway gateway;
    private final Registry registry;
    private final Deployments deployments;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public RepositoryResource() {
        this(null, null, null, null);
    }

    @Inject
    public RepositoryResource(
            InferenceGateway gateway,
            Registry registry,
            Deployments deployments,
            CurrentCaller caller) {
        this.gateway = gateway;
        this.registry = registry;
        this.deployments = deployments;
        this.caller = caller;
    }

    /** What the caller may call; for the provider's people, also what was stopped. */
    @POST
    @Path("index")
    public Response index(InputStream body) throws IOException {
        boolean readyOnly = RepositoryBody.read(body).ready();
        Caller who = caller.get();
        List<IndexJson> index = new ArrayList<>();
        for (ServedModel champion : gateway.list(who)) {
            for (long version : champion.versions()) {
                served(who, champion, version)
                        .map(IndexJson::of)
                        .filter(each -> !readyOnly || each.isReady())
                        .ifPresent(index::add);
            }
        }
        if (who.isProvider() && !readyOnly) {
            for (ModelView model : registry.models(who).items()) {
                model.versions().stream()
                        .filter(version -> version.state() == VersionState.STOPPED)
                        .map(version -> IndexJson.stopped(version.ref(), TEXTS.stopped()))
                        .forEach(index::add);
            }
        }
        return Response.ok(Json.bytes(index)).build();
    }

    private Optional<ServedModel> served(Caller who, ServedModel champion, long version) {
        if (version == champion.ref().version()) {
            return Optional.of(champion);
        }
        return switch (gateway.describe(who, champion.ref().name(), version)) {
            case Outcome.Done<ServedModel> served -> Optional.of(served.value());
            case Outcome.Declined<ServedModel> gone -> Optional.empty();
        };
    }

    @POST
    @Path("models/{model}/load")
    public Response load(@PathParam("model") String model, InputStream body) throws IOException {
        RepositoryBody.read(body).requireNoOverride();
        VersionView champion = champion(model);
        if (champion.state() == VersionState.STOPPED) {
            done(deployments.resume(caller.get(), champion.ref(), COMMENT));
        }
        return Response.ok(Json.bytes(Map.of())).build();
    }

    @POST
    @Path("models/{model}/unload")
    public Response unload(@PathParam("model") String model, InputStream body) throws IOException {
        RepositoryBody.read(body);
        VersionView champion = champion(model);
        if (champion.state() != VersionState.STOPPED) {
            done(registry.stop(caller.get(), champion.ref(), COMMENT));
        }
        return Response.ok(Json.bytes(Map.of())).build();
    }

    private static void done(Outcome<VersionView> outcome) {
        RefusedException.orRefused(outcome);
    }

    private VersionView champion(String model) {
        ModelAddress address = ModelAddress.of(model, null);
        ModelView known = RefusedException.orRefused(registry.model(caller.get(), address.name()));
        return known.versions().stream()
                .filter(VersionView::champion)
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemType.BAD_REQUEST
                                        .because(TEXTS.noChampion(known.name().value()))
                                        .toException());
    }

    /** An element of {@code repository_index_response}. */
    record IndexJson(String name, String version, String state, String reason) {
        private static final String READY = "READY";

        static IndexJson of(ServedModel served) {
            return of(served.ref(), served.ready() ? READY : "LOADING", "");
        }

        static IndexJson stopped(ModelRef ref, String reason) {
            return of(ref, "UNAVAILABLE", reason);
        }

        private static IndexJson of(ModelRef ref, String state, String reason) {
            return new IndexJson(ref.name().value(), Long.toString(ref.version()), state, reason);
        }

        boolean isReady() {
            return state.equals(READY);
        }
    }
}
