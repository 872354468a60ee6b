package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.inference.Readiness;
import io.vouchsafe.inference.ServedModel;
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
import io.vouchsafe.kernel.Signature;
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

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that answers is made by the other one
    public GatewayBean() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    GatewayBean(
            Contracts contracts,
            ModelRoutes routes,
            Masking masking,
            Bulkhead bulkhead,
            Explainers explainers,
            Settlement settlement,
            Catalogue catalogue) {
        this.contracts = contracts;
        this.routes = routes;
        this.masking = masking;
        this.bulkhead = bulkhead;
        this.explainers = explainers;
        this.settlement = settlement;
        this.catalogue = catalogue;
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
            route = routes.route(request);
            return settlement.settle(request, grant, answered(request, route, grant, deadline));
        } catch (RefusedException refused) {
            return settlement.refuse(request, grant, route, refused);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError fault) {
            return settlement.fail(request, grant, route, fault); // whatever it is, it is recorded
        }
    }

    private Served answered(
            InferenceRequest request, ModelRoute route, Grant grant, Deadline deadline) {
        try {
            return computed(request, route, grant, deadline);
        } catch (ModelClosedException unloaded) {
            throw routes.unloaded(route.ref());
        }
    }

    private Served computed(
            InferenceRequest request, ModelRoute route, Grant grant, Deadline deadline) {
        checkGoverned(route, grant);
        InputCheck.inputs(request.inputs(), route.signature());
        InputCheck.outputs(request.outputs(), route.signature(), grant.hiddenOutputs());
        Explainer explainer = explainers.choose(request.explain(), route);
        MaskedInput masked =
                masking.mask(request.inputs(), grant.maskingPolicy(), route.requiredInputs());
        Payload prediction = predict(request, route, masked, deadline);
        byte[] explanation = explain(explainer, route, masked, grant, deadline);
        ReleasedOutput released =
                masking.release(prediction, explanation, grant.hiddenOutputs(), masked);
        byte[] body = request.encoder().encode(released, route.ref());
        routes.checkStillServing(route.ref());
        return new Served(route.version(), masked, released, body);
    }

    /**
     * Policies and hidden outputs are written against the names of the default signature; another
     * signature may reach the same tensors by other names, so it is closed where they rule.
     */
    private static void checkGoverned(ModelRoute route, Grant grant) {
        boolean governed = grant.maskingPolicy() != null || !grant.hiddenOutputs().isEmpty();
        boolean other =
                !route.signature().name().equals(Signature.DEFAULT)
                        && route.model().signatures().containsKey(Signature.DEFAULT);
        if (governed && other) {
            throw new RefusedException(
                    Reason.UNKNOWN_SIGNATURE,
                    LOG.signatureNotGoverned(route.signature().name(), Signature.DEFAULT));
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
        return catalogue.describe(caller, model, version);
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
