package io.vouchsafe.partners;

/** Where a contract stands. */
public enum ContractState {
    DRAFT,
    OFFERED,
    SIGNED,
    ACTIVE,
    SUSPENDED,
    TERMINATED,
    WITHDRAWN
}
