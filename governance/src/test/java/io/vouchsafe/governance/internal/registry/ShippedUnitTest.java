package io.vouchsafe.governance.internal.registry;

import static io.vouchsafe.governance.internal.registry.RegistryNode.CREDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.store.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.metamodel.EntityType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The persistence.xml that ships, with a data source of the test's own. */
class ShippedUnitTest {
    @Test
    void shippedUnit_migratesAnEmptyDatabaseAndFindsItsEntitiesThere() {
        try (EntityManagerFactory unit =
                        Persistence.createEntityManagerFactory(
                                "governance",
                                Map.of(
                                        "jakarta.persistence.transactionType",
                                        "RESOURCE_LOCAL",
                                        "jakarta.persistence.jtaDataSource",
                                        TestDatabase.fresh()));
                EntityManager entities = unit.createEntityManager()) {

            assertThat(unit.getMetamodel().getEntities())
                    .extracting(EntityType::getName)
                    .containsExactlyInAnyOrder("Model", "Version", "ModelCard");
            assertThat(new Models(entities).find(CREDIT)).isEmpty();
            assertThat(new Models(entities).all()).isEmpty();
        }
    }
}
