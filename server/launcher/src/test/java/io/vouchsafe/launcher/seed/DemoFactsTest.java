package io.vouchsafe.launcher.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFactsTest {

    private static final URI API = URI.create("http://localhost:8080");
    private static final URI ISSUER = URI.create("http://localhost:8180/realms/vouchsafe");

    @TempDir Path temp;
    private DemoState state;
    private DemoFacts facts;

    @BeforeEach
    void finishDemo() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("it's a $folder"));
        state = DemoState.open(folder.resolve("state"));
        for (DemoUser user : DemoUser.values()) {
            state.secret(user.passwordFact());
        }
        state.put(IdentityStep.CLIENT_SECRET, "a'b\"c$d`e\\f");
        state.put(CredentialStep.KEY, "vs_1_2");
        state.put(BodyStep.BODY, "{\"inputs\":[]}");
        facts = new DemoFacts(state, API, ISSUER, folder);
        facts.write();
    }

    @Test
    void bothFiles_areForTheirOwnerAlone() throws IOException {
        assertThat(mode(facts.file())).isEqualTo("rw-------");
        assertThat(mode(Path.of(sourced("VOUCHSAFE_DEMO_BODY")))).isEqualTo("rw-------");
    }

    @Test
    void theShell_readsEveryVariableAsItWasMeant() throws IOException {
        for (Map.Entry<String, String> variable : facts.variables().entrySet()) {
            assertThat(sourced(variable.getKey()))
                    .as(variable.getKey())
                    .isEqualTo(variable.getValue());
        }
    }

    @Test
    void theVariables_areTheDocumentedOnes() {
        assertThat(facts.variables())
                .containsOnlyKeys(
                        "VOUCHSAFE_URL",
                        "VOUCHSAFE_PORTAL",
                        "VOUCHSAFE_OIDC_ISSUER",
                        "VOUCHSAFE_API_KEY",
                        "VOUCHSAFE_CLIENT_ID",
                        "VOUCHSAFE_CLIENT_SECRET",
                        "VOUCHSAFE_USER_OWNER",
                        "VOUCHSAFE_USER_APPROVER",
                        "VOUCHSAFE_USER_AUDITOR",
                        "VOUCHSAFE_USER_ADMIN",
                        "VOUCHSAFE_USER_ACME",
                        "VOUCHSAFE_CLI_CLIENT",
                        "VOUCHSAFE_DEMO_MODEL",
                        "VOUCHSAFE_DEMO_BODY")
                .containsEntry("VOUCHSAFE_PORTAL", "http://localhost:8080/portal");
    }

    @Test
    void theBodyFile_holdsTheBody() throws IOException {
        assertThat(Path.of(sourced("VOUCHSAFE_DEMO_BODY"))).hasContent("{\"inputs\":[]}");
    }

    @Test
    void thePrintedCall_isOneTheShellTakesAsMeant() throws IOException {
        String call =
                facts.describe()
                        .lines()
                        .filter(line -> line.contains("curl "))
                        .findFirst()
                        .orElseThrow();

        String arguments = bash("curl() { printf '%s\\n' \"$@\"; }\n" + call);

        assertThat(arguments.lines())
                .contains(
                        "http://localhost:8080/v2/models/credit-risk/infer",
                        "Authorization: Bearer vs_1_2",
                        "Vouchsafe-Purpose: credit-decision",
                        "@" + facts.variables().get("VOUCHSAFE_DEMO_BODY"));
    }

    @Test
    void movedPorts_areWrittenAnew() throws IOException {
        URI moved = URI.create("http://localhost:8180");
        Path folder = facts.file().resolveSibling("");

        new DemoFacts(state, moved, ISSUER, folder).write();

        assertThat(sourced("VOUCHSAFE_URL")).isEqualTo("http://localhost:8180");
    }

    private String sourced(String variable) throws IOException {
        String quoted = facts.file().toString().replace("'", "'\\''");
        return bash("set -eu; . '" + quoted + "'; printf '%s' \"$" + variable + "\"");
    }

    private static String bash(String script) throws IOException {
        Process bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
        bash.getOutputStream().close();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
