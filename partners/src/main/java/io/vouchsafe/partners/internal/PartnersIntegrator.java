package io.vouchsafe.partners.internal;

import io.vouchsafe.store.MigratingIntegrator;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/** Brings the schema {@code partners} up to date before Hibernate validates it. */
public final class PartnersIntegrator extends MigratingIntegrator {
    public PartnersIntegrator() {
        super("partners", "partners");
    }

    @Override
    public void disintegrate(
            SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // nothing was opened that would have to be closed
    }
}
