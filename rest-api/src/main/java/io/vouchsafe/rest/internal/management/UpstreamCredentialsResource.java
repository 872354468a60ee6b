package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.inference.UpstreamCredentials;
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
import java.time.Instant;

/** Credentials for models on other servers; a value goes in and never comes out. */
@Path("/api/upstreams/credentials")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class UpstreamCredentialsResource {
    private final UpstreamCredentials credentials;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public UpstreamCredentialsResource() {
        this(null, null);
    }

    @Inject
    public UpstreamCredentialsResource(UpstreamCredentials credentials, CurrentCaller caller) {
        this.credentials = credentials;
        this.caller = caller;
    }

    /**
     * A credential to be.
     *
     * @param origin scheme, host and port that it may be sent to
     * @param value sent as {@code Authorization: Bearer}
     */
    record CredentialBody(String name, String origin, String value) {
        /** Without the value. */
        @Override
        public String toString() {
            return "CredentialBody[name=" + name + ", origin=" + origin + "]";
        }
    }

    /** A credential without its value. */
    record UpstreamCredentialJson(String name, String origin, String storedBy, Instant storedAt) {
        static UpstreamCredentialJson of(UpstreamCredentials.View view) {
            return new UpstreamCredentialJson(
                    view.name(), view.origin(), view.storedBy(), view.storedAt());
        }
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public UpstreamCredentialJson put(CredentialBody body) {
        return UpstreamCredentialJson.of(
                orRefused(credentials.put(caller.get(), body.name(), body.origin(), body.value())));
    }

    @GET
    public Listing<UpstreamCredentialJson> list() {
        return Listing.of(credentials.list(caller.get()), UpstreamCredentialJson::of);
    }

    @DELETE
    @Path("{credential}")
    public void remove(@PathParam("credential") String credential) {
        orRefused(credentials.remove(caller.get(), credential));
    }
}
