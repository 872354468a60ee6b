package io.vouchsafe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that finds the JDK, on folders made for the test. */
class FindJdkTest {

    private static final String FIND =
            ". '" + Bash.SCRIPTS.resolve("find-jdk.sh") + "'; set -euo pipefail; find_jdk";

    @TempDir Path temp;

    @Test
    void javaHome_winsWhenItIsNewEnough() throws Exception {
        Path own = jdk("somewhere/own", "21.0.5");
        jdk("root/usr/lib/jvm/newer", "25.0.1");

        assertThat(find(Map.of("JAVA_HOME", own.toString())).output()).isEqualTo(own + "\n");
    }

    @Test
    void anOldJavaHome_isPassedOver() throws Exception {
        Path own = jdk("somewhere/own", "17.0.15");
        Path newer = jdk("root/usr/lib/jvm/temurin-25", "25.0.1");

        assertThat(find(Map.of("JAVA_HOME", own.toString())).output()).isEqualTo(newer + "\n");
    }

    @Test
    void theCommandOnThePath_isFollowedThroughItsLinks() throws Exception {
        Path home = jdk("elsewhere/jdk-22", "22");
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Path alternative =
                Files.createSymbolicLink(temp.resolve("alternative"), home.resolve("bin/javac"));
        Files.createSymbolicLink(bin.resolve("javac"), alternative);

        assertThat(find(Map.of("PATH", bin + ":/usr/bin:/bin")).output())
                .isEqualTo(home.toRealPath() + "\n");
    }

    @Test
    void ofManyInTheUsualFolders_theNewestIsTaken() throws Exception {
        jdk("root/usr/lib/jvm/java-17", "17.0.15");
        jdk("root/usr/lib/jvm/java-21", "21.0.5");
        Path newest = jdk("root/usr/lib/jvm/a-25", "25");
        jdk("root/usr/lib/jvm/java-8", "1.8.0_412");

        assertThat(find(Map.of()).output()).isEqualTo(newest + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root/usr/lib/jvm/x",
                "root/opt/jdk-25",
                "root/Library/Java/JavaVirtualMachines/temurin.jdk/Contents/Home",
                "home/.sdkman/candidates/java/25-tem",
                "home/.jdks/openjdk-25",
                "root/usr/lib/jvm/with a blank",
            })
    void everyUsualFolder_isLookedInto(String folder) throws Exception {
        Path home = jdk(folder, "25.0.1");

        assertThat(find(Map.of()).output()).isEqualTo(home + "\n");
    }

    @Test
    void aRuntimeWithoutCompiler_isNoJdk() throws Exception {
        Path jre = jdk("root/usr/lib/jvm/jre-25", "25");
        Files.delete(jre.resolve("bin/javac"));

        Bash.Result result = find(Map.of("JAVA_HOME", jre.toString()));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("JDK 21 or newer and found none", "JAVA_HOME");
    }

    @Test
    void tooOldOnes_areNamedWithVersionAndFolder() throws Exception {
        Path old = jdk("root/usr/lib/jvm/java-17", "17.0.15");
        Path older = jdk("root/usr/lib/jvm/java-11", "11.0.2");

        Bash.Result result = find(Map.of("JAVA_HOME", old.toString()));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output())
                .contains("these are too old", "11 in " + older, "adoptium.net")
                .containsOnlyOnce("17 in " + old);
    }

    @Test
    void earlyAccessVersions_areUnderstood() throws Exception {
        Path home = jdk("root/usr/lib/jvm/ea", "26-ea");

        assertThat(find(Map.of()).output()).isEqualTo(home + "\n");
    }

    @Test
    void withoutAReleaseFile_javaIsAsked() throws Exception {
        Path home = jdk("root/usr/lib/jvm/plain", "");
        Files.delete(home.resolve("release"));
        program(home.resolve("bin/java"), "echo 'openjdk version \"24.0.1\" 2025-04-15' >&2");

        assertThat(find(Map.of()).output()).isEqualTo(home + "\n");
    }

    private Bash.Result find(Map<String, String> given) throws Exception {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", plainPath().toString());
        environment.put("HOME", temp.resolve("home").toString());
        environment.put("JDK_ROOT", temp.resolve("root").toString());
        environment.putAll(given);
        return Bash.run(temp, environment, List.of("-c", FIND));
    }

    /** The few programs that the script needs, and no java. */
    private Path plainPath() throws IOException {
        Path bin = Files.createDirectories(temp.resolve("plain"));
        for (String program : List.of("dirname", "readlink", "sed")) {
            Path real = Path.of("/usr/bin", program);
            program(
                    bin.resolve(program),
                    "exec " + (Files.exists(real) ? real : Path.of("/bin", program)) + " \"$@\"");
        }
        return bin;
    }

    private Path jdk(String folder, String version) throws IOException {
        Path home = Files.createDirectories(temp.resolve(folder));
        Files.createDirectories(home.resolve("bin"));
        program(home.resolve("bin/java"), "exit 1");
        program(home.resolve("bin/javac"), "exit 1");
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
