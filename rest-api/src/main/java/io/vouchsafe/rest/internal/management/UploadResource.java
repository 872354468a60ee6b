package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.rest.internal.http.BodyTooLargeException;
import io.vouchsafe.rest.internal.http.LimitedBody;
import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Takes a model's archive; it streams through, never wholly in memory. */
@Path("/api/models/{model}/versions")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class UploadResource {
    private final Deployments deployments;
    private final CurrentCaller caller;
    private final RestConfig config;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public UploadResource() {
        this(null, null, null);
    }

    @Inject
    public UploadResource(Deployments deployments, CurrentCaller caller, RestConfig config) {
        this.deployments = deployments;
        this.caller = caller;
        this.config = config;
    }

    @POST
    @Consumes({
        "application/zip",
        "application/gzip",
        "application/x-gzip",
        "application/octet-stream"
    })
    public Response upload(
            @PathParam("model") String model,
            @QueryParam("version") @Nullable String version,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String announced,
            InputStream archive)
            throws IOException {
        ModelName name = Ids.model(model);
        Long number = Parameter.read("version", version, "number above 0", UploadResource::number);
        Long length = Parameter.read("Content-Length", announced, "number", Long::valueOf);
        if (length != null && length > config.maxUploadBytes()) {
            throw new BodyTooLargeException(config.maxUploadBytes());
        }
        VersionView made = orRefused(upload(name, number, archive));
        return Answers.created(
                "/api/models/" + name + "/versions/" + made.ref().version(), VersionJson.of(made));
    }

    /** A body beyond the limit is told as such, whatever the module made of its broken stream. */
    private Outcome<VersionView> upload(
            ModelName model, @Nullable Long version, InputStream archive) throws IOException {
        LimitedBody limited = new LimitedBody(archive, config.maxUploadBytes());
        try {
            Outcome<VersionView> outcome =
                    deployments.upload(caller.get(), model, version, limited);
            if (outcome instanceof Outcome.Declined && limited.exceeded()) {
                throw new BodyTooLargeException(config.maxUploadBytes());
            }
            return outcome;
        } catch (RuntimeException fault) {
            if (limited.exceeded()) {
                throw new BodyTooLargeException(config.maxUploadBytes());
            }
            throw fault;
        }
    }

    private static Long number(String text) {
        long version = Long.parseLong(text);
        if (version < 1) {
            throw new IllegalArgumentException(text);
        }
        return version;
    }
}
