package io.vouchsafe.inference.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.internal.log.LogStart;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    @Test
    void lastRefusals_areWrittenBeforeTheLogStops() {
        DependsOn order = Upkeep.class.getAnnotation(DependsOn.class);

        assertThat(order.value()).containsExactly("audit.jar#" + LogStart.class.getSimpleName());
        assertThat(LogStart.class).hasAnnotations(Singleton.class, Startup.class);
    }

    @Test
    void theEarNamesTheJarAsUpkeepDoes() throws Exception {
        Path ear = Path.of(System.getProperty("vouchsafe.root", ".."), "ear", "pom.xml");

        assertThat(Files.readString(ear))
                .contains("<artifactId>audit</artifactId>")
                .contains("@{artifactId}@@{dashClassifier?}@.@{extension}@");
    }
}
