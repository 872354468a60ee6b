package io.vouchsafe.launcher.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootLogTest {

    @TempDir Path temp;

    @Test
    void aBootWithErrors_isAFailureAfterTheGraceWithItsErrorsOnly() throws IOException {
        BootLog boot =
                new BootLog(
                        log(
                                """
                                10:00 INFO  [server] starting
                                10:01 ERROR [server] WFLYCTL0013: deploy failed
                                10:02 ERROR [server] WFLYSRV0026: started (with errors) in 9 s
                                """),
                        Duration.ZERO);
        boot.failure();

        assertThat(boot.failure().orElseThrow()).contains("WFLYCTL0013").doesNotContain("starting");
    }

    @Test
    void withinTheGrace_itIsNotYetAFailure() throws IOException {
        BootLog boot = new BootLog(log("ERROR WFLYSRV0026"), Duration.ofHours(1));
        boot.failure();

        assertThat(boot.failure()).isEmpty();
    }

    @Test
    void aCleanBoot_isNone() throws IOException {
        BootLog boot = new BootLog(log("INFO WFLYSRV0025: started in 9 s"), Duration.ZERO);
        boot.failure();

        assertThat(boot.failure()).isEmpty();
    }

    private Path log(String text) throws IOException {
        return Files.writeString(temp.resolve("wildfly.log"), text);
    }
}
