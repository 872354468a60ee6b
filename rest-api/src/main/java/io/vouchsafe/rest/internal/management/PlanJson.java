package io.vouchsafe.rest.internal.management;

import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.partners.PlanView;
import java.math.BigDecimal;
import java.util.Currency;

/** A plan's revision. */
record PlanJson(
        PlanId id,
        int revision,
        String name,
        Currency currency,
        BigDecimal pricePerCall,
        long requestsPerSecond,
        long callsPerDay) {
    static PlanJson of(PlanView plan) {
        return new PlanJson(
                plan.ref().id(),
                plan.ref().revision(),
                plan.name(),
                plan.pricePerCall().currency(),
                plan.pricePerCall().amount(),
                plan.requestsPerSecond(),
                plan.callsPerDay());
    }
}
