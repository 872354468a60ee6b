package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.NewContract;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Contracts and the steps of their life. */
@Path("/api/contracts")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ContractsResource {
    private final Contracts contracts;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public ContractsResource() {
        this(null, null);
    }

    @Inject
    public ContractsResource(Contracts contracts, CurrentCaller caller) {
        this.contracts = contracts;
        this.caller = caller;
    }

    /**
     * A contract to be.
     *
     * @param maskingPolicy null: nothing is masked
     * @param validTo null: until terminated
     * @param hiddenOutputs model to outputs the partner will not see
     */
    record NewContractBody(
            PartnerId partner,
            PlanId plan,
            List<ModelName> models,
            List<Purpose> purposes,
            @Nullable PolicyId maskingPolicy,
            Instant validFrom,
            @Nullable Instant validTo,
            @Nullable Map<ModelName, Set<String>> hiddenOutputs) {
        NewContract toContract() {
            return new NewContract(
                    partner,
                    plan,
                    new LinkedHashSet<>(models),
                    new LinkedHashSet<>(purposes),
                    maskingPolicy,
                    hiddenOutputs == null ? Map.of() : hiddenOutputs,
                    validFrom,
                    validTo);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(NewContractBody body) {
        ContractView made = orRefused(contracts.create(caller.get(), body.toContract()));
        return Answers.created("/api/contracts/" + made.ref().id(), ContractJson.of(made));
    }

    @GET
    public Listing<ContractJson> list() {
        return Listing.of(contracts.contracts(caller.get()), ContractJson::of);
    }

    @GET
    @Path("{contract}")
    public ContractJson contract(@PathParam("contract") String contract) {
        return ContractJson.of(orRefused(contracts.contract(caller.get(), Ids.contract(contract))));
    }

    @POST
    @Path("{contract}/{step: offer|sign|countersign|suspend|reinstate|terminate|withdraw}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ContractJson move(
            @PathParam("contract") String contract,
            @PathParam("step") String step,
            @Nullable StepBody body) {
        return ContractJson.of(
                orRefused(
                        contracts.move(
                                caller.get(),
                                Ids.contract(contract),
                                Steps.of(ContractStep.class, step),
                                StepBody.comment(body))));
    }
}
