package io.vouchsafe.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.privacy.internal.policy.PolicyEntity;
import io.vouchsafe.privacy.internal.policy.PolicyRevisionEntity;
import io.vouchsafe.privacy.spi.Detector;
import io.vouchsafe.privacy.spi.Operator;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
                .contains("<persistence-unit name=\"privacy\"")
                .contains("java:jboss/datasources/Vouchsafe<")
                .contains("<class>" + PolicyEntity.class.getName() + "</class>")
                .contains("<class>" + PolicyRevisionEntity.class.getName() + "</class>")
                .contains("\"hibernate.hbm2ddl.auto\" value=\"validate\"");
    }

    @Test
    void integrator_isRegistered() {
        assertThat(ServiceLoader.load(Integrator.class))
                .hasAtLeastOneElementOfType(io.vouchsafe.privacy.internal.PrivacyIntegrator.class);
    }

    @Test
    void operatorsAndDetectors_areBeansTheContainerFinds() {
        Stream.of("Drop", "Hide", "Mask", "Redact")
                .map(name -> bean("operator." + name))
                .forEach(type -> assertThat(Operator.class).isAssignableFrom(type));
        assertThat(Detector.class).isAssignableFrom(bean("detect.EmailDetector"));
        assertThat(List.of(GovernedMasking.class.getAnnotations()))
                .hasAtLeastOneElementOfType(ApplicationScoped.class);
    }

    private static Class<?> bean(String name) {
        try {
            Class<?> type = Class.forName("io.vouchsafe.privacy.internal." + name);
            assertThat(type.isAnnotationPresent(ApplicationScoped.class)).as(name).isTrue();
            assertThat(java.lang.reflect.Modifier.isFinal(type.getModifiers()))
                    .as("a proxy extends %s", name)
                    .isFalse();
            return type;
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Policies.class.getResourceAsStream("/" + name)) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
