package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.partners.Integrations;
import io.vouchsafe.partners.IssuedCredential;
import io.vouchsafe.partners.NewCredential;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** API keys. */
@Path("/api/credentials")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CredentialsResource {
    private final Integrations integrations;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public CredentialsResource() {
        this(null, null);
    }

    @Inject
    public CredentialsResource(Integrations integrations, CurrentCaller caller) {
        this.integrations = integrations;
        this.caller = caller;
    }

    /**
     * A key to be.
     *
     * @param scopes left out: {@code infer}
     * @param models left out: all that contracts entitle to
     * @param expiresAt left out: in one year
     * @param partner for the provider's admin only; left out: the caller's own
     */
    record NewCredentialBody(
            String name,
            @Nullable List<String> scopes,
            @Nullable List<ModelName> models,
            @Nullable Instant expiresAt,
            @Nullable PartnerId partner) {
        NewCredential toCredential() {
            return new NewCredential(name, set(scopes), set(models), expiresAt, partner);
        }

        private static <T> Set<T> set(@Nullable List<T> values) {
            return values == null ? Set.of() : new LinkedHashSet<>(values);
        }
    }

    /** The only answer that shows the key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(NewCredentialBody body) {
        IssuedCredential made = orRefused(integrations.create(caller.get(), body.toCredential()));
        return Answers.created("/api/credentials/" + made.view().id(), CredentialJson.of(made));
    }

    @GET
    public Listing<CredentialJson> list() {
        return Listing.of(integrations.credentials(caller.get()), CredentialJson::of);
    }

    @DELETE
    @Path("{credential}")
    public void revoke(@PathParam("credential") String credential) {
        orRefused(integrations.revoke(caller.get(), Ids.credential(credential)));
    }
}
