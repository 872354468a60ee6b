package io.vouchsafe.governance.internal;

import io.vouchsafe.store.MigratingIntegrator;

/** Migrates schema {@code governance}; found by Hibernate through META-INF/services. */
public final class GovernanceIntegrator extends MigratingIntegrator {
    public GovernanceIntegrator() {
        super("governance", "governance");
    }
}
