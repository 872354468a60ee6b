package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.kernel.Money;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.NewPlan;
import io.vouchsafe.partners.PlanView;
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
import java.math.BigDecimal;
import java.util.Currency;

/** Plans; publishing one of a known name makes its next revision. */
@Path("/api/plans")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PlansResource {
    private final Contracts contracts;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public PlansResource() {
        this(null, null);
    }

    @Inject
    public PlansResource(Contracts contracts, CurrentCaller caller) {
        this.contracts = contracts;
        this.caller = caller;
    }

    /** A plan to be. */
    record NewPlanBody(
            String name,
            Currency currency,
            BigDecimal pricePerCall,
            Long requestsPerSecond,
            Long callsPerDay) {
        NewPlan toPlan() {
            return new NewPlan(
                    name, new Money(pricePerCall, currency), requestsPerSecond, callsPerDay);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(NewPlanBody body) {
        PlanView made = orRefused(contracts.publishPlan(caller.get(), body.toPlan()));
        return Answers.created("/api/plans/" + made.ref().id(), PlanJson.of(made));
    }

    @GET
    public Listing<PlanJson> list() {
        return Listing.of(contracts.plans(caller.get()), PlanJson::of);
    }

    @GET
    @Path("{plan}")
    public PlanJson plan(@PathParam("plan") String plan) {
        return PlanJson.of(orRefused(contracts.plan(caller.get(), Ids.plan(plan))));
    }
}
