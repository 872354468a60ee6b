package io.vouchsafe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The build's stages with a Maven that only notes that it was called. */
@Timeout(60)
class BuildStagesTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

    @TempDir Path temp;
    private Path checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = temp.resolve("check out");
        Files.createDirectories(checkout.resolve(".mvn/wrapper"));
        Files.createDirectories(checkout.resolve("module/src"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(checkout.resolve(".mvn/jvm.config"), "");
        Files.writeString(checkout.resolve(".mvn/wrapper/maven-wrapper.properties"), "");
        Files.writeString(checkout.resolve("module/src/A.java"), "one");
        maven("mkdir -p module/target && echo built > module/target/result");
    }

    @Test
    void aMissingResult_isBuilt() throws Exception {
        Bash.Result result = stage();

        assertThat(result.code()).isZero();
        assertThat(result.output()).contains("Building thing", "Built thing");
        assertThat(calls()).containsExactly("-q -DskipTests -Dquick -pl module -am package");
    }

    @Test
    void anUnchangedSource_isNotBuiltAgain() throws Exception {
        stage();

        Bash.Result result = stage();

        assertThat(result.output()).isEmpty();
        assertThat(calls()).hasSize(1);
    }

    @Test
    void changedAddedAndRemovedSources_areBuiltAgain() throws Exception {
        stage();

        Files.writeString(checkout.resolve("module/src/A.java"), "two");
        stage();
        Files.writeString(checkout.resolve("module/src/B with blank.java"), "new");
        stage();
        Files.delete(checkout.resolve("module/src/A.java"));
        stage();
        Files.writeString(checkout.resolve("pom.xml"), "<project>x</project>");
        stage();

        assertThat(calls()).hasSize(5);
    }

    @Test
    void newTimesOnTheSameContent_changeNothing() throws Exception {
        stage();
        Path source = checkout.resolve("module/src/A.java");
        Files.setLastModifiedTime(
                source, java.nio.file.attribute.FileTime.from(Instant.now().plusSeconds(60)));

        stage();

        assertThat(calls()).hasSize(1);
    }

    @Test
    void aRemovedResult_isBuiltAgain() throws Exception {
        stage();
        Files.delete(checkout.resolve("module/target/result"));

        stage();

        assertThat(calls()).hasSize(2);
    }

    @Test
    void aFailedBuild_showsItsLogAndIsTriedAgain() throws Exception {
        maven("echo 'compiler says no'; exit 1");

        Bash.Result failed = stage();
        maven("mkdir -p module/target && echo built > module/target/result");
        Bash.Result again = stage();

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.output()).contains("Building thing failed", "compiler says no");
        assertThat(again.code()).isZero();
    }

    @Test
    void termWhileBuilding_endsTheBuildWithItsChildrenAndIsNoFailure() throws Exception {
        maven("sleep 1000 & echo $! > child; echo $$ > parent; wait");
        Process build = new ProcessBuilder("/bin/bash", "-c", script()).start();
        long child = awaitNumber(checkout.resolve("child"));
        long parent = awaitNumber(checkout.resolve("parent"));

        build.destroy();

        assertThat(build.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(build.exitValue()).isZero();
        awaitEnd(child);
        awaitEnd(parent);
        assertThat(checkout.resolve("target/run/thing.stamp")).doesNotExist();
    }

    private String script() {
        return """
        set -euo pipefail
        . '%s'
        trap build_stopped INT TERM HUP
        build_stage '%s' thing module/target/result module module
        """
                .formatted(Bash.SCRIPTS.resolve("build.sh"), checkout);
    }

    private Bash.Result stage() throws Exception {
        return Bash.run(temp, ENVIRONMENT, List.of("-c", script()));
    }

    private void maven(String body) throws IOException {
        Path mvnw = checkout.resolve("mvnw");
        Files.writeString(mvnw, "#!/bin/bash\necho \"$*\" >> calls\n" + body + "\n");
        assertThat(mvnw.toFile().setExecutable(true)).isTrue();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(checkout.resolve("calls"));
    }

    private static long awaitNumber(Path file) throws Exception {
        while (true) {
            if (Files.exists(file)) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                if (text.endsWith("\n")) {
                    return Long.parseLong(text.strip());
                }
            }
            Thread.sleep(10);
        }
    }

    /** A process without a parent is reaped by init in its own time; ended is what counts. */
    private static void awaitEnd(long pid) throws Exception {
        while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            Thread.sleep(10);
        }
    }
}
