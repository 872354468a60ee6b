package io.vouchsafe.store;

import javax.sql.DataSource;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Migrates a module's schema before Hibernate validates its entities. Each module registers a
 * subclass in {@code META-INF/services/org.hibernate.integrator.spi.Integrator}; the subclass acts
 * only on its own persistence unit, because Hibernate offers every integrator to every unit.
 */
public abstract class MigratingIntegrator implements Integrator {
    private final String unit;
    private final String schema;

    protected MigratingIntegrator(String unit, String schema) {
        this.unit = unit;
        this.schema = schema;
    }

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        var settings =
                bootstrap
                        .getServiceRegistry()
                        .requireService(ConfigurationService.class)
                        .getSettings();
        if (!unit.equals(settings.get(AvailableSettings.PERSISTENCE_UNIT_NAME))) {
            return;
        }
        Object source =
                settings.getOrDefault(
                        AvailableSettings.JAKARTA_JTA_DATASOURCE,
                        settings.get(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE));
        if (!(source instanceof DataSource dataSource)) {
            throw StoreMessages.TEXTS.noDataSource(unit, String.valueOf(source));
        }
        Migrations.migrate(dataSource, schema, getClass().getClassLoader());
    }

    @Override
    public void disintegrate(
            SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // the schema stays
    }
}
