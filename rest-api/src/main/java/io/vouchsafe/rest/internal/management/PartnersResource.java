package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.NewPartner;
import io.vouchsafe.partners.PartnerView;
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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Partners. */
@Path("/api/partners")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PartnersResource {
    private final Contracts contracts;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public PartnersResource() {
        this(null, null);
    }

    @Inject
    public PartnersResource(Contracts contracts, CurrentCaller caller) {
        this.contracts = contracts;
        this.caller = caller;
    }

    /**
     * A partner to be.
     *
     * @param id left out: made from the name
     * @param country ISO 3166-1 alpha-2
     */
    record NewPartnerBody(String name, @Nullable String id, @Nullable String country) {}

    record PartnerJson(PartnerId id, String name, @Nullable String country, Instant createdAt) {
        static PartnerJson of(PartnerView partner) {
            return new PartnerJson(
                    partner.id(), partner.name(), partner.country(), partner.createdAt());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(NewPartnerBody body) {
        PartnerView made =
                orRefused(
                        contracts.createPartner(
                                caller.get(),
                                new NewPartner(body.name(), body.id(), body.country())));
        return Answers.created("/api/partners/" + made.id(), PartnerJson.of(made));
    }

    @GET
    public Listing<PartnerJson> list() {
        return Listing.of(contracts.partners(caller.get()), PartnerJson::of);
    }

    @GET
    @Path("{partner}")
    public PartnerJson partner(@PathParam("partner") String partner) {
        return PartnerJson.of(orRefused(contracts.partner(caller.get(), Ids.partner(partner))));
    }
}
