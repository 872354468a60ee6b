package io.vouchsafe.partners;

import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PlanRef;

/** A plan's revision. */
public record PlanView(
        PlanRef ref, String name, Money pricePerCall, long requestsPerSecond, long callsPerDay) {}
