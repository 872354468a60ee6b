package io.vouchsafe.audit.testing;

import io.vouchsafe.store.testing.TestDatabase;
import java.util.List;
import javax.sql.DataSource;

/** One database for all tests of this module, emptied before each: faster than one for each. */
public final class EmptyDatabase {
    private static final List<String> SCHEMAS = List.of("audit", "partners", "backup", "public");

    private EmptyDatabase() {}

    private static final class Shared {
        private static final DataSource DATABASE = TestDatabase.fresh();
    }

    /** The database without any table; whoever had it before must be done with it. */
    public static DataSource get() {
        LogTables tables = new LogTables(Shared.DATABASE);
        SCHEMAS.forEach(schema -> tables.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE"));
        tables.execute("CREATE SCHEMA public");
        return Shared.DATABASE;
    }
}
