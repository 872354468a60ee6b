package io.vouchsafe.partners.internal.contract;

import static io.vouchsafe.partners.ContractState.ACTIVE;
import static io.vouchsafe.partners.ContractState.DRAFT;
import static io.vouchsafe.partners.ContractState.OFFERED;
import static io.vouchsafe.partners.ContractState.SIGNED;
import static io.vouchsafe.partners.ContractState.SUSPENDED;
import static io.vouchsafe.partners.ContractState.TERMINATED;
import static io.vouchsafe.partners.ContractState.WITHDRAWN;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.internal.Declines;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a step needs and does.
 *
 * @param event the step's name in the log
 * @param towardsUse true when it is senseless after the contract's end
 */
record StepRule(
        Set<ContractState> from, ContractState to, Side side, String event, boolean towardsUse) {
    /** Who takes the step. */
    enum Side {
        PROVIDER,
        PARTNER,
        EITHER;

        boolean includes(Caller caller, PartnerId partner) {
            boolean partners = partner.equals(caller.partner()) && caller.is(Roles.PARTNER_ADMIN);
            return switch (this) {
                case PROVIDER -> Declines.isProvidersAdmin(caller);
                case PARTNER -> partners;
                case EITHER -> partners || Declines.isProvidersAdmin(caller);
            };
        }
    }

    static StepRule of(ContractStep step) {
        return switch (step) {
            case OFFER -> new StepRule(Set.of(DRAFT), OFFERED, Side.PROVIDER, "offered", true);
            case SIGN -> new StepRule(Set.of(OFFERED), SIGNED, Side.PARTNER, "signed", true);
            case COUNTERSIGN ->
                    new StepRule(Set.of(SIGNED), ACTIVE, Side.PROVIDER, "activated", true);
            case SUSPEND ->
                    new StepRule(Set.of(ACTIVE), SUSPENDED, Side.PROVIDER, "suspended", false);
            case REINSTATE ->
                    new StepRule(Set.of(SUSPENDED), ACTIVE, Side.PROVIDER, "reinstated", true);
            case TERMINATE ->
                    new StepRule(
                            EnumSet.of(SIGNED, ACTIVE, SUSPENDED),
                            TERMINATED,
                            Side.EITHER,
                            "terminated",
                            false);
            case WITHDRAW ->
                    new StepRule(Set.of(OFFERED), WITHDRAWN, Side.PROVIDER, "withdrawn", false);
        };
    }
}
