package io.vouchsafe.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The README's commands, run as they stand in a folder like the checkout, against the server of
 * this run in place of {@code ./run}'s.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("vouchsafe.root", ".."));
    private static final Set<String> NOT_LINKED = Set.of("data", ".git");

    private static final Path FOLDER = Path.of(System.getProperty("test.server", "target/it"));

    private Path checkout = FOLDER;

    /** Not a temporary folder of JUnit's: that one warns of every link it deletes. */
    @BeforeEach
    void makeFolder() throws IOException {
        checkout = Files.createTempDirectory(Files.createDirectories(FOLDER), "readme");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        try (Stream<Path> all = Files.walk(checkout)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void commands_workAsTheyAreWritten() throws Exception {
        Assumptions.assumeTrue(onPath("curl"), "curl is not installed");
        likeTheCheckout();
        writeDemo();
        List<ShellBlocks.Block> blocks =
                ShellBlocks.of(Files.readString(ROOT.resolve("README.md")));
        assertThat(blocks).isNotEmpty();

        for (ShellBlocks.Block block : blocks) {
            run(block);
        }

        JsonNode answer = new ObjectMapper().readTree(checkout.resolve("answer.json").toFile());
        assertThat(answer.get("model_name").asText()).isEqualTo("credit-risk");
        assertThat(answer.at("/parameters/explanation/rows").size()).isEqualTo(1);
        assertThat(Files.readString(checkout.resolve("answer.headers")))
                .contains("200")
                .containsIgnoringCase("Vouchsafe-Receipt:");
    }

    private void run(ShellBlocks.Block block) throws IOException, InterruptedException {
        Path output = checkout.resolve("output.txt");
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", block.commands())
                        .directory(checkout.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        shell.environment().merge("PATH", java, (path, ours) -> ours + File.pathSeparator + path);
        Process process = shell.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("README.md:%d: %s", block.line(), Files.readString(output))
                .isZero();
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void likeTheCheckout() throws IOException {
        try (Stream<Path> all = Files.list(ROOT.toAbsolutePath().normalize())) {
            for (Path part : all.toList()) {
                String name = part.getFileName().toString();
                if (!NOT_LINKED.contains(name)) {
                    Files.createSymbolicLink(checkout.resolve(name), part);
                }
            }
        }
    }

    /** What {@code ./run} writes for scripts, with the facts of this run. */
    private void writeDemo() throws IOException {
        String model = Scene.trained("credit-risk");
        Scene.contract(Terms.of(model).forPurposes("credit-decision", "support-routing"));
        Path data = Files.createDirectory(checkout.resolve("data"));
        Path body =
                Files.writeString(
                        data.resolve("demo-body.json"), Bodies.applicant().toString() + "\n");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("VOUCHSAFE_URL", Ports.api("").toString());
        facts.put("VOUCHSAFE_PORTAL", Ports.api("/portal").toString());
        facts.put("VOUCHSAFE_OIDC_ISSUER", Ports.keycloak("/realms/vouchsafe").toString());
        facts.put("VOUCHSAFE_API_KEY", Scene.key("acme"));
        facts.put("VOUCHSAFE_DEMO_MODEL", model);
        facts.put("VOUCHSAFE_DEMO_BODY", body.toString());
        StringBuilder text = new StringBuilder();
        facts.forEach((name, value) -> text.append(name).append("='").append(value).append("'\n"));
        Files.writeString(data.resolve("demo.env"), text.toString());
        Api.with(facts.get("VOUCHSAFE_API_KEY")).get("/v2/models/" + model).expect(200);
    }
}
