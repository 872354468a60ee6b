package io.vouchsafe.governance;

/** Where a version stands. */
public enum VersionState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    REJECTED,
    DEPLOYED,
    STOPPED
}
