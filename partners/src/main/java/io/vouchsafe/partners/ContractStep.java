package io.vouchsafe.partners;

/** A step in a contract's life, named as in the API. */
public enum ContractStep {
    OFFER,
    SIGN,
    COUNTERSIGN,
    SUSPEND,
    REINSTATE,
    TERMINATE,
    WITHDRAW
}
