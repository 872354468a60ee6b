package io.vouchsafe.portal.internal.model;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.DailyUse;
import io.vouchsafe.partners.Metering;
import java.time.LocalDate;
import java.util.List;

/**
 * Whom a change of a model concerns.
 *
 * @param callsPerDay answered under these contracts, mean of the last seven full days
 */
record Impact(List<ContractView> contracts, long callsPerDay) {
    private static final int WEEK = 7;

    static Impact of(
            Contracts contracts,
            Metering metering,
            Caller caller,
            ModelName model,
            LocalDate today) {
        List<ContractView> concerned =
                contracts.contracts(caller).items().stream()
                        .filter(contract -> contract.state() == ContractState.ACTIVE)
                        .filter(contract -> contract.models().contains(model))
                        .toList();
        long calls = 0;
        for (ContractView contract : concerned) {
            for (DailyUse use :
                    metering.daily(
                            caller,
                            contract.ref().id(),
                            today.minusDays(WEEK),
                            today.minusDays(1))) {
                calls += use.answered();
            }
        }
        return new Impact(concerned, (calls + WEEK / 2) / WEEK);
    }

    List<PartnerId> partners() {
        return contracts.stream().map(ContractView::partner).distinct().toList();
    }
}
