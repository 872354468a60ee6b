package io.vouchsafe.privacy.internal;

import io.vouchsafe.store.MigratingIntegrator;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/** Brings the schema {@code privacy} up to date before Hibernate validates it. */
public final class PrivacyIntegrator extends MigratingIntegrator {
    public PrivacyIntegrator() {
        super("privacy", "privacy");
    }

    @Override
    public void disintegrate(
            SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // nothing was opened that would have to be closed
    }
}
