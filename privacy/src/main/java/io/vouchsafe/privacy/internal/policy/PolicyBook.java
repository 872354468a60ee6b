package io.vouchsafe.privacy.internal.policy;

import static io.vouchsafe.privacy.internal.PrivacyMessages.TEXT;

import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import io.vouchsafe.store.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** What is in force, from memory. */
@ApplicationScoped
public class PolicyBook {
    private final Snapshot<Map<PolicyId, CompiledPolicy>> policies;

    @Inject
    public PolicyBook(Snapshots snapshots, Catalogue catalogue) {
        this.policies = snapshots.follow(new PolicySource(catalogue));
    }

    @SuppressWarnings("NullAway") // for the client proxy
    protected PolicyBook() {
        this.policies = null;
    }

    /**
     * The newest revision.
     *
     * @throws io.vouchsafe.privacy.UnknownPolicyException when there is none in force
     */
    public CompiledPolicy inForce(PolicyId id) {
        CompiledPolicy policy = policies.current().get(id);
        if (policy == null) {
            throw TEXT.policyNotInForce(id);
        }
        return policy;
    }
}
