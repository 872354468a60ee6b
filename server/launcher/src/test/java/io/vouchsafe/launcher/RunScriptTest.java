package io.vouchsafe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts at the root, from another folder and without input. */
class RunScriptTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "PATH",
                    "/usr/local/bin:/usr/bin:/bin",
                    "JAVA_HOME",
                    System.getProperty("java.home"));

    @TempDir Path temp;

    @Test
    void help_namesEveryOptionOfTheLauncher() throws Exception {
        Bash.Result result = run("--help");

        assertThat(result.code()).isZero();
        assertThat(result.output())
                .contains("--offset", "--data", "--no-demo", "--no-build", "VOUCHSAFE_DB_URL");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "--bogus, Unknown option '--bogus'",
        "stop, Unknown option 'stop'",
        "--offset, Option '--offset' needs a value",
        "--data, Option '--data' needs a value",
    })
    void wrongOptions_areRefusedBeforeAnythingIsBuilt(String option, String said) throws Exception {
        Bash.Result result = run(option);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).contains(said, "--help").doesNotContain("Building");
    }

    @Test
    void withoutBuildAndWithoutResult_theNextStepIsSaid() throws Exception {
        Path checkout = checkout();

        Bash.Result result =
                Bash.run(
                        temp,
                        ENVIRONMENT,
                        List.of(checkout.resolve("run").toString(), "--no-build"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("server-launcher.jar", "without --no-build");
    }

    @Test
    void check_handsItsArgumentsToMaven() throws Exception {
        Path checkout = checkout();
        Path mvnw =
                Files.writeString(
                        checkout.resolve("mvnw"),
                        "#!/bin/sh\necho \"$PWD $JAVA_HOME $*\"\nexit 3\n");
        assertThat(mvnw.toFile().setExecutable(true)).isTrue();

        Bash.Result result =
                Bash.run(
                        temp,
                        ENVIRONMENT,
                        List.of(checkout.resolve("check").toString(), "--long", "-Dx=a b"));

        assertThat(result.code()).as("Maven's own code").isEqualTo(3);
        assertThat(result.output())
                .startsWith(checkout.toRealPath() + " " + System.getProperty("java.home"))
                .contains("-Dvouchsafe.long=true -Dx=a b verify");
    }

    private Bash.Result run(String argument) throws Exception {
        return Bash.run(temp, ENVIRONMENT, List.of(Bash.ROOT.resolve("run").toString(), argument));
    }

    private Path checkout() throws Exception {
        Path checkout = Files.createDirectories(temp.resolve("check out"));
        Path scripts = Files.createDirectories(checkout.resolve("server/launcher/src/main/sh"));
        for (String name : List.of("find-jdk.sh", "build.sh")) {
            Files.copy(Bash.SCRIPTS.resolve(name), scripts.resolve(name));
        }
        for (String name : List.of("run", "check")) {
            Files.copy(Bash.ROOT.resolve(name), checkout.resolve(name));
        }
        return checkout;
    }
}
