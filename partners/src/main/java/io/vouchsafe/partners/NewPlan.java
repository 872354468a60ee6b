package io.vouchsafe.partners;

import io.vouchsafe.kernel.Money;

/**
 * A plan to be.
 *
 * @param pricePerCall list price
 * @param requestsPerSecond at least 1
 * @param callsPerDay at least 1, per UTC day
 */
public record NewPlan(String name, Money pricePerCall, long requestsPerSecond, long callsPerDay) {}
