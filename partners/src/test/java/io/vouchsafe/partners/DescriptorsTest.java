package io.vouchsafe.partners;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.partners.internal.PartnersIntegrator;
import io.vouchsafe.partners.internal.contract.ContractEntity;
import io.vouchsafe.partners.internal.contract.ContractsBean;
import io.vouchsafe.partners.internal.contract.HiddenOutput;
import io.vouchsafe.partners.internal.contract.PartnerEntity;
import io.vouchsafe.partners.internal.contract.PlanEntity;
import io.vouchsafe.partners.internal.contract.StepTaken;
import io.vouchsafe.partners.internal.credential.CredentialEntity;
import io.vouchsafe.partners.internal.credential.IntegrationsBean;
import io.vouchsafe.partners.internal.metering.MeteringBean;
import io.vouchsafe.partners.internal.metering.UsageProjection;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.hibernate.integrator.spi.Integrator;
import org.junit.jupiter.api.Test;

/** What the container reads and the compiler does not. */
class DescriptorsTest {
    @Test
    void persistenceUnit_namesItsEntitiesAndValidates() throws IOException {
        String descriptor = resource("META-INF/persistence.xml");

        assertThat(descriptor)
                .contains("<persistence-unit name=\"partners\"")
                .contains("java:jboss/datasources/Vouchsafe<")
                .contains("\"hibernate.hbm2ddl.auto\" value=\"validate\"");
        Stream.of(
                        PartnerEntity.class,
                        PlanEntity.class,
                        ContractEntity.class,
                        HiddenOutput.class,
                        StepTaken.class,
                        CredentialEntity.class)
                .forEach(
                        type -> {
                            assertThat(
                                            type.isAnnotationPresent(Entity.class)
                                                    || type.isAnnotationPresent(Embeddable.class))
                                    .isTrue();
                            assertThat(descriptor)
                                    .contains("<class>" + type.getName() + "</class>");
                        });
    }

    @Test
    void integrator_isRegistered() {
        assertThat(ServiceLoader.load(Integrator.class))
                .hasAtLeastOneElementOfType(PartnersIntegrator.class);
    }

    @Test
    void sessionBeans_canBeMadeByTheContainer() throws NoSuchMethodException {
        for (Class<?> bean :
                new Class<?>[] {ContractsBean.class, IntegrationsBean.class, MeteringBean.class}) {
            assertThat(bean.isAnnotationPresent(Stateless.class)).isTrue();
            assertThat(bean.getConstructor()).isNotNull();
        }
        assertThat(UsageProjection.class.isAnnotationPresent(ApplicationScoped.class)).isTrue();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Contracts.class.getResourceAsStream("/" + name)) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
