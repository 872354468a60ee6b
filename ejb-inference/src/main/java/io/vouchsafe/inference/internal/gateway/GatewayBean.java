package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.AnswerRejectedException;
import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.inference.Readiness;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.inference.internal.shadow.Shadows;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.AdmissionRequest;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.Grant;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.Masking;
import io.vouchsafe.privacy.ReleasedOutput;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one request. A singleton with its own concurrency rather than a pool of stateless
 * ones: it has nothing but final collaborators, so a pool would only add a second, unseen limit
 * beside the {@link Bulkhead}'s.
 */
@Singleton
@Local(InferenceGateway.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({
    Roles.PARTNER_ADMIN,
    Roles.PARTNER_DEVELOPER,
    Roles.ADMIN,
    Roles.MODEL_OWNER,
    Roles.APPROVER,
    Roles.AUDITOR
})
public class GatewayBean implements InferenceGateway {
    private final Contracts contracts;
    private final ModelRoutes routes;
    private final Masking masking;
    private final Bulkhead bulkhead;
    private final Explainers explainers;
    private final Settlement settlement;
    private final Catalogue catalogue;
    private final Shadows shadows;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that answers is made by the other one
    public GatewayBean() {
        this(null, null, null, null, null, null, null, null);
    }

    @Inject
    GatewayBean(
            Contracts contracts,
            ModelRoutes routes,
            Masking masking,
            Bulkhead bulkhead,
            Explainers explainers,
            Settlement settlement,
            Catalogue catalogue,
            Shadows shadows) {
        this.contracts = contracts;
        this.routes = routes;
        this.masking = masking;
        this.bulkhead = bulkhead;
        this.explainers = explainers;
        this.settlement = settlement;
        this.catalogue = catalogue;
        this.shadows = shadows;
    }

    @Override
    public InferenceOutcome answer(InferenceRequest request) {
        Deadline deadline = Deadline.in(request.timeout());
        return switch (contracts.admit(question(request))) {
            case Admission.Refused refused -> settlement.refuse(request, refused);
            case Admission.Granted granted -> serve(request, granted.grant(), deadline);
        };
    }

    private AdmissionRequest question(InferenceRequest request) {
        return new AdmissionRequest(
                request.caller(),
                request.model(),
                request.purpose(),
                request.contract(),
                Units.call(request.inputs().rows()),
                settlement.now());
    }

    private InferenceOutcome serve(InferenceRequest request, Grant grant, Deadline deadline) {
        ModelRoute route = null;
        try {
            route = routes.route(request, deadline);
            Served served = answered(request, route, grant, deadline);
            return settlement.settle(request, grant, served, deadline);
        } catch (RefusedException refused) {
            return settlement.refuse(request, grant, route, refused, deadline);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError fault) {
            // whatever it is, it is recorded
            return settlement.fail(request, grant, route, fault, deadline);
        }
    }

    private Served answered(
            InferenceRequest request, ModelRoute route, Grant grant, Deadline deadline) {
        try {
            return computed(request, route, grant, deadline);
        } catch (ModelClosedException unloaded) {
            return answeredAnew(request, routes.route(request, deadline), grant, deadline);
        }
    }

    /** It was unloaded under the request, to make room or for good: what does the plan say now? */
    private Served answeredAnew(
            InferenceRequest request, ModelRoute route, Grant grant, Deadline deadline) {
        try {
            return computed(request, route, grant, deadline);
        } catch (ModelClosedException unloaded) {
            throw routes.unloaded(route.ref());
        }
    }

    private Served computed(
            InferenceRequest request, ModelRoute route, Grant grant, Deadline deadline) {
        TermsCheck.signature(route, grant);
        TermsCheck.hiddenOutputs(route, grant);
        InputCheck.inputs(request.inputs(), route.signature());
        InputCheck.outputs(request.outputs(), route.signature(), grant.hiddenOutputs());
        Explainer explainer = explainers.choose(request.explain(), route);
        MaskedInput masked =
                masking.mask(request.inputs(), grant.maskingPolicy(), route.requiredInputs());
        TermsCheck.policy(route, masked);
        Payload prediction = predict(request, route, masked, deadline);
        shadows.copy(route.version(), route.shadow(), route.signature(), masked, prediction);
        byte[] explanation = explain(explainer, route, masked, grant, deadline);
        ReleasedOutput released =
                masking.release(prediction, explanation, grant.hiddenOutputs(), masked);
        byte[] body = encoded(request, released, route);
        routes.checkStillServing(route.ref());
        return new Served(route.version(), masked, released, body);
    }

    private static byte[] encoded(
            InferenceRequest request, ReleasedOutput released, ModelRoute route) {
        try {
            return request.encoder().encode(released, route.ref());
        } catch (AnswerRejectedException rejected) {
            throw new RefusedException(Reason.INVALID_INPUT, rejected.detail());
        }
    }

    private Payload predict(
            InferenceRequest request, ModelRoute route, MaskedInput masked, Deadline deadline) {
        try {
            return bulkhead.run(
                    deadline,
                    () ->
                            route.model()
                                    .predict(
                                            route.signature(),
                                            masked,
                                            request.outputs(),
                                            deadline));
        } catch (PredictionFailedException failed) {
            if (failed.inputAtFault()) {
                throw new RefusedException(Reason.INVALID_INPUT, LOG.inputRefused());
            }
            throw failed;
        }
    }

    /** True when the explained value is a hidden output, or may be one under another name. */
    private static boolean revealsHidden(Explanation explanation, ModelRoute route, Grant grant) {
        boolean served =
                route.signature().outputs().stream()
                        .anyMatch(output -> output.name().equals(explanation.output()));
        return !grant.hiddenOutputs().isEmpty()
                && (!served || grant.hiddenOutputs().contains(explanation.output()));
    }

    /** On masked data only; an output that the contract hides is not explained either. */
    private byte @Nullable [] explain(
            @Nullable Explainer explainer,
            ModelRoute route,
            MaskedInput masked,
            Grant grant,
            Deadline deadline) {
        if (explainer == null) {
            return null;
        }
        CardSettings card = route.version().card();
        try {
            Explanation explanation =
                    bulkhead.run(
                            deadline,
                            () ->
                                    explainer.explain(
                                            route.model(),
                                            route.signature(),
                                            masked,
                                            card,
                                            deadline));
            if (revealsHidden(explanation, route, grant)) {
                throw new RefusedException(
                        Reason.EXPLANATION_UNAVAILABLE,
                        LOG.explainNoOutput(route.signature().name()));
            }
            return ExplanationJson.bytes(explanation);
        } catch (ExplanationUnavailableException unavailable) {
            throw new RefusedException(
                    Reason.EXPLANATION_UNAVAILABLE, String.valueOf(unavailable.getMessage()));
        }
    }

    @Override
    public Outcome<ServedModel> describe(Caller caller, ModelName model, @Nullable Long version) {
        return catalogue.describe(caller, model, version, null);
    }

    @Override
    public Outcome<ServedModel> describe(
            Caller caller, ModelName model, @Nullable Long version, @Nullable String label) {
        return catalogue.describe(caller, model, version, label);
    }

    @Override
    public List<ServedModel> list(Caller caller) {
        return catalogue.list(caller);
    }

    /** Asked by whoever watches the node, without a credential. */
    @Override
    @PermitAll
    public Readiness readiness() {
        return catalogue.readiness();
    }
}
