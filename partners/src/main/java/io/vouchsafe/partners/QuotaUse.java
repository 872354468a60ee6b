package io.vouchsafe.partners;

import io.vouchsafe.kernel.ContractId;

/** Calls of one contract today (UTC) against its quota. */
public record QuotaUse(ContractId contract, long answered, long refused, long faults, long quota) {}
