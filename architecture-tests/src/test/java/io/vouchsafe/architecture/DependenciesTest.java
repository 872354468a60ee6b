package io.vouchsafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped stands in {@code docs/dependencies.md}, under a licence we accept. */
class DependenciesTest {
    private static final Path ROOT = Path.of(System.getProperty("vouchsafe.root", ".."));
    private static final Pattern NAMED = Pattern.compile("`([\\w.-]+:[\\w.-]+|[\\w.]+\\.\\*)`");
    private static final Pattern MANAGED =
            Pattern.compile("<groupId>([\\w.-]+)</groupId>\\s*<artifactId>([\\w.-]+)</artifactId>");

    /** The names that licences have in libraries' own poms. */
    private static final Set<String> ACCEPTED =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "0BSD",
                    "CC0-1.0",
                    "EPL-2.0",
                    "LGPL-2.1-only",
                    "LGPL-2.1-or-later",
                    "Go License",
                    "Bouncy Castle Licence");

    @Test
    void everyLibraryOfTheBillOfMaterials_isExplained() throws IOException {
        Set<String> named = named();

        Set<String> missing = unexplained(billed().map(DependenciesTest::coordinates), named);

        assertThat(missing).as("libraries without a line in docs/dependencies.md").isEmpty();
    }

    @Test
    void everyLibraryAndPluginTheRootManages_isExplained() throws IOException {
        Set<String> named = named();

        Set<String> missing = unexplained(managed().stream(), named);

        assertThat(missing).as("libraries without a line in docs/dependencies.md").isEmpty();
    }

    @Test
    void everyShippedLibrary_hasAnAcceptedLicence() throws IOException {
        List<String> refused =
                billed().filter(component -> licences(component).noneMatch(ACCEPTED::contains))
                        .map(component -> coordinates(component) + licences(component).toList())
                        .toList();

        assertThat(refused).as("libraries under a licence nobody has accepted").isEmpty();
    }

    @Test
    void anUnexplainedLibrary_isNoticed() {
        Set<String> named = Set.of("org.known:library", "jakarta.*");

        Set<String> missing =
                unexplained(
                        Stream.of("org.known:library", "jakarta.inject:api", "org.known:other"),
                        named);

        assertThat(missing).containsExactly("org.known:other");
    }

    private static Set<String> unexplained(Stream<String> coordinates, Set<String> named) {
        return coordinates
                .filter(library -> !library.startsWith("io.vouchsafe"))
                .filter(library -> !named.contains(library))
                .filter(library -> named.stream().noneMatch(name -> covers(name, library)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean covers(String name, String library) {
        return name.endsWith(".*") && library.startsWith(name.substring(0, name.length() - 1));
    }

    private static Set<String> named() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/dependencies.md"));
        return NAMED.matcher(page)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> managed() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        Set<String> managed = new TreeSet<>();
        for (MatchResult match : MANAGED.matcher(pom).results().toList()) {
            managed.add(match.group(1) + ":" + match.group(2));
        }
        assertThat(managed).as("libraries the root pom manages").hasSizeGreaterThan(40);
        return managed;
    }

    private static Stream<JsonNode> billed() throws IOException {
        Path bill = ROOT.resolve("target/bom.json");
        assertThat(bill).as("the bill of materials that the root's verify writes").exists();
        List<JsonNode> components = new ArrayList<>();
        new ObjectMapper()
                .readTree(bill.toFile())
                .path("components")
                .forEach(
                        component -> {
                            if (!component.path("group").asText().startsWith("io.vouchsafe")) {
                                components.add(component);
                            }
                        });
        assertThat(components).hasSizeGreaterThan(20);
        return components.stream();
    }

    private static String coordinates(JsonNode component) {
        return component.path("group").asText() + ":" + component.path("name").asText();
    }

    private static Stream<String> licences(JsonNode component) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : component.path("licenses")) {
            JsonNode licence = entry.path("license");
            names.add(licence.path("id").asText(licence.path("name").asText()));
        }
        return names.stream();
    }
}
