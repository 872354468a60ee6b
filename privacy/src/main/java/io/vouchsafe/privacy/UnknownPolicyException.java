package io.vouchsafe.privacy;

import jakarta.ejb.ApplicationException;

/** A contract names a policy that is not in force: the request fails rather than go unmasked. */
@ApplicationException(rollback = true)
public final class UnknownPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownPolicyException(String message) {
        super(message);
    }
}
