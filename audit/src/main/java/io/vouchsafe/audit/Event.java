package io.vouchsafe.audit;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.ReceiptId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state change or a deed of a person, as it goes into the log: one record per action. {@code
 * comment} is what the person wrote as a reason; it is shown to auditors, so pages say so.
 */
public sealed interface Event {
    /** Who did it; {@link Caller#system} for the suite itself. */
    Caller actor();

    /** The type in the entry's body, such as {@code model.version.approved}. */
    String type();

    /** A step in a model's or version's life. */
    record ModelCreated(Caller actor, ModelName model) implements Event {
        @Override
        public String type() {
            return "model.created";
        }
    }

    /** A version was uploaded or trained; {@code digest} of its files. */
    record VersionRegistered(Caller actor, ModelRef model, String digest) implements Event {
        @Override
        public String type() {
            return "model.version.registered";
        }
    }

    /**
     * A version moved.
     *
     * @param step {@code submitted, approved, rejected, deployed, rolled-back, stopped, resumed}
     */
    record VersionMoved(Caller actor, ModelRef model, String step, @Nullable String comment)
            implements Event {
        @Override
        public String type() {
            return "model.version." + step;
        }
    }

    /** A model's card was replaced; {@code digest} of the new text. */
    record CardChanged(Caller actor, ModelName model, String digest) implements Event {
        @Override
        public String type() {
            return "model.card.changed";
        }
    }

    record PartnerCreated(Caller actor, PartnerId partner) implements Event {
        @Override
        public String type() {
            return "partner.created";
        }
    }

    record PlanPublished(Caller actor, PlanRef plan) implements Event {
        @Override
        public String type() {
            return "plan.published";
        }
    }

    /**
     * A contract moved.
     *
     * @param step {@code created, offered, signed, activated, suspended, reinstated, terminated,
     *     withdrawn}
     */
    record ContractMoved(
            Caller actor,
            ContractRef contract,
            PartnerId partner,
            String step,
            @Nullable String comment)
            implements Event {
        @Override
        public String type() {
            return "contract." + step;
        }
    }

    record CredentialCreated(
            Caller actor, CredentialId credential, PartnerId partner, Set<String> scopes)
            implements Event {
        @Override
        public String type() {
            return "credential.created";
        }
    }

    record CredentialRevoked(Caller actor, CredentialId credential, PartnerId partner)
            implements Event {
        @Override
        public String type() {
            return "credential.revoked";
        }
    }

    /** A masking policy's new revision; {@code digest} of its document. */
    record PolicyPublished(Caller actor, PolicyRef policy, String digest) implements Event {
        @Override
        public String type() {
            return "policy.published";
        }
    }

    /** Somebody asked for another partner's receipt and was told it does not exist. */
    record ReceiptDenied(Caller actor, ReceiptId receipt) implements Event {
        @Override
        public String type() {
            return "receipt.denied";
        }
    }

    /** A person signed in to the portal. */
    record SignedIn(Caller actor) implements Event {
        @Override
        public String type() {
            return "portal.signed-in";
        }
    }

    /** The suite started on a node; {@code configuration} digest of the settings in force. */
    record Started(Caller actor, String version, String configuration) implements Event {
        @Override
        public String type() {
            return "suite.started";
        }
    }
}
