package io.vouchsafe.audit;

/** What became of a request. */
public enum Decision {
    ALLOW,
    REFUSE,
    FAULT
}
