package io.vouchsafe.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.launcher.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OrphansTest {

    @TempDir Path temp;
    private DataFolder data;
    private Process process;

    @BeforeEach
    void open() throws IOException {
        data = DataFolder.open(temp.resolve("data"));
        process = new ProcessBuilder("/bin/sleep", "100").start();
    }

    @AfterEach
    void close() {
        process.destroyForcibly();
        data.close();
    }

    @Test
    void aMarkedProcess_isStoppedAndItsMarkRemoved() throws Exception {
        Path mark = data.pids().resolve("wildfly.pid");
        ProcessMark.of(process.toHandle()).write(mark);

        List<String> stopped = new Orphans(data).stop();

        assertThat(stopped).containsExactly("wildfly");
        assertThat(process.isAlive()).isFalse();
        assertThat(mark).doesNotExist();
    }

    @Test
    void aProcessThatMerelyHasTheNumber_isLeftAlone() throws Exception {
        ProcessMark own = ProcessMark.of(process.toHandle());
        Path mark = data.pids().resolve("wildfly.pid");
        new ProcessMark(own.pid(), own.began() - 60_000).write(mark);

        List<String> stopped = new Orphans(data).stop();

        assertThat(stopped).isEmpty();
        assertThat(process.isAlive()).isTrue();
        assertThat(mark).doesNotExist();
    }

    @Test
    void aMarkWithoutProcess_isRemoved() throws Exception {
        Path mark = data.pids().resolve("keycloak.pid");
        ProcessMark.of(process.toHandle()).write(mark);
        process.destroyForcibly().waitFor();

        List<String> stopped = new Orphans(data).stop();

        assertThat(stopped).isEmpty();
        assertThat(mark).doesNotExist();
    }

    @Test
    void aDamagedMark_harmsNobody() throws Exception {
        Path mark = Files.writeString(data.pids().resolve("postgres.pid"), "not a number");

        List<String> stopped = new Orphans(data).stop();

        assertThat(stopped).isEmpty();
        assertThat(mark).doesNotExist();
    }
}
