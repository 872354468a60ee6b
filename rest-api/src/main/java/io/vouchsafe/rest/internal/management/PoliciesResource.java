package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.privacy.Policies;
import io.vouchsafe.privacy.PolicyDocument;
import io.vouchsafe.privacy.PolicyDraft;
import io.vouchsafe.privacy.PolicyRule;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.management.PolicyJson.RuleJson;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masking policies; publishing one of a known name makes its next revision. */
@Path("/api/policies")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PoliciesResource {
    private final Policies policies;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public PoliciesResource() {
        this(null, null);
    }

    @Inject
    public PoliciesResource(Policies policies, CurrentCaller caller) {
        this.policies = policies;
        this.caller = caller;
    }

    /** A policy to be. */
    record NewPolicyBody(String name, @Nullable String description, List<RuleJson> rules) {
        PolicyDraft toDraft() {
            List<PolicyRule> drafted = new ArrayList<>();
            for (RuleJson rule : rules) {
                if ((rule.input() == null) == (rule.output() == null)) {
                    throw new MalformedBodyException(
                            ManagementTexts.TEXTS.inputOrOutput(), "/rules/" + drafted.size());
                }
                drafted.add(rule.toRule());
            }
            return new PolicyDraft(name, description, drafted);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(NewPolicyBody body) {
        PolicyDocument made = orRefused(policies.publish(caller.get(), body.toDraft()));
        return Answers.created("/api/policies/" + made.ref().id(), PolicyJson.of(made));
    }

    @GET
    public Listing<PolicyJson> list() {
        return Listing.of(policies.list(caller.get()), PolicyJson::of);
    }

    @GET
    @Path("{policy}")
    public PolicyJson policy(@PathParam("policy") String policy) {
        return PolicyJson.of(orRefused(policies.find(caller.get(), Ids.policy(policy))));
    }
}
