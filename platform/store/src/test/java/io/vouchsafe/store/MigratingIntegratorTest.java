package io.vouchsafe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.store.testing.TestDatabase;
import io.vouchsafe.store.testing.TestTransactions;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class MigratingIntegratorTest {
    /** Registered in META-INF/services, as each module does with its own. */
    public static final class ThingsIntegrator extends MigratingIntegrator {
        public ThingsIntegrator() {
            super("migrating", "migrating");
        }
    }

    @Entity(name = "thing")
    static class Thing {
        @Id private long id;
        private String name = "";

        protected Thing() {}

        Thing(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** An entity whose table no script creates. */
    @Entity(name = "missing")
    static class Missing {
        @Id private long id;

        long id() {
            return id;
        }
    }

    @Test
    void emptyDatabase_isMigratedBeforeHibernateValidates() {
        try (TestTransactions transactions =
                TestTransactions.on(TestDatabase.fresh()).unit("migrating", Thing.class)) {

            transactions.run(() -> transactions.entityManager().persist(new Thing(1, "first")));

            String name =
                    transactions.call(
                            () -> transactions.entityManager().find(Thing.class, 1L).name);
            assertThat(name).isEqualTo("first");
        }
    }

    @Test
    void secondStart_findsTheSchemaItMade() {
        DataSource database = TestDatabase.fresh();
        TestTransactions first = TestTransactions.on(database).unit("migrating", Thing.class);
        first.run(() -> first.entityManager().persist(new Thing(1, "kept")));
        first.close();

        try (TestTransactions second =
                TestTransactions.on(database).unit("migrating", Thing.class)) {

            Thing kept = second.call(() -> second.entityManager().find(Thing.class, 1L));
            assertThat(kept).isNotNull();
        }
    }

    @Test
    void entityWithoutItsTable_stopsTheStart() {
        TestTransactions transactions = TestTransactions.on(TestDatabase.fresh());

        assertThatThrownBy(() -> transactions.unit("migrating", Thing.class, Missing.class))
                .hasStackTraceContaining("missing table")
                .hasStackTraceContaining("missing");
    }

    @Test
    void anotherModulesUnit_isNotMigratedByThisIntegrator() {
        TestTransactions transactions = TestTransactions.on(TestDatabase.fresh());

        assertThatThrownBy(() -> transactions.unit("unmigrated", Thing.class))
                .hasStackTraceContaining("missing table");
    }
}
