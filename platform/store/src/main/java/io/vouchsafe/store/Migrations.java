package io.vouchsafe.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings one module's schema to the version its code was built for. */
public final class Migrations {
    private Migrations() {}

    /**
     * Creates the schema when missing and applies {@code classpath:db/migration/<schema>}.
     *
     * @param schema also the folder of the scripts and the owner of Flyway's history table
     * @throws org.flywaydb.core.api.FlywayException when a script fails or an applied one was
     *     edited
     */
    public static void migrate(DataSource dataSource, String schema, ClassLoader scripts) {
        Flyway.configure(scripts)
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/migration/" + schema)
                .validateMigrationNaming(true)
                .connectRetries(10)
                .load()
                .migrate();
    }
}
