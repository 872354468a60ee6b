package io.vouchsafe.rest.internal.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every problem a client can be told of has its page. */
class ProblemPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("vouchsafe.root", ".."));
    private static final Path PAGES = ROOT.resolve("docs/problems");

    /** Where code names a problem: a decline of any kind, a rejected model, a constant. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?:(?:declined|conflict|forbidden|invalid|unreadable|unavailable|rejected|"
                            + "ModelRejectedException)\\s*\\(\\s*(?:(?:[A-Za-z]+\\.)*[A-Z_]+,\\s*)?"
                            + "|PROBLEM\\s*=\\s*)\"([a-z]+(?:-[a-z]+)*)\"");

    @BeforeEach
    void pagesAreAtHand() {
        assumeTrue(Files.isDirectory(PAGES), "not in a checkout: skipped");
    }

    private static Set<String> named(String source) {
        Set<String> slugs = new TreeSet<>();
        Matcher matcher = NAMED.matcher(source);
        while (matcher.find()) {
            slugs.add(matcher.group(1));
        }
        return slugs;
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void everyProblemNamedInCode_hasAPage() throws IOException {
        Set<String> slugs = new TreeSet<>();
        for (String module :
                List.of(
                        "audit",
                        "privacy",
                        "governance",
                        "partners",
                        "ejb-inference",
                        "ejb-training",
                        "rest-api")) {
            for (Path source : files(ROOT.resolve(module).resolve("src/main/java"), ".java")) {
                slugs.addAll(named(Files.readString(source)));
            }
        }
        Arrays.stream(ProblemType.values()).map(ProblemType::slug).forEach(slugs::add);

        assertThat(slugs)
                .hasSizeGreaterThan(ProblemType.values().length - 1)
                .allSatisfy(slug -> assertThat(PAGES.resolve(slug + ".md")).exists());
    }

    @Test
    void everyPage_isHeadedByItsNameAndStatus() throws IOException {
        for (Path page : files(PAGES, ".md")) {
            String slug = page.getFileName().toString().replace(".md", "");
            String text = Files.readString(page);

            assertThat(text)
                    .as(slug)
                    .matches("(?s)# " + Pattern.quote(slug) + " \\([45][0-9]{2}\\)\n.{40,}");
        }
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void aPageTellsTheStatusThatIsSent(ProblemType type) throws IOException {
        String page = Files.readString(PAGES.resolve(type.slug() + ".md"));

        assertThat(page).startsWith("# " + type.slug() + " (" + type.status() + ")\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Outcome.declined(Outcome.Kind.CONFLICT, \"a-b\", x)",
                "declined(CONFLICT, \"a-b\", TEXTS.x())",
                "Outcome.declined(\n    Outcome.Kind.INVALID,\n    \"a-b\",",
                "Declines.forbidden(\"a-b\", TEXT.x())",
                "throw EntryName.rejected(\"a-b\", LOG.x())",
                "new ModelRejectedException(\n   \"a-b\", LOG.x(), null)",
                "static final String PROBLEM = \"a-b\";"
            })
    void theSearchFindsEachWayToNameAProblem(String code) {
        assertThat(named(code)).containsExactly("a-b");
    }

    @Test
    void theSearchTakesNothingElse() {
        assertThat(named("log(\"a-b\"); Map.of(\"x-y\", 1); conflict(detail)")).isEmpty();
    }

    @Test
    void theBaseIsTheSameForAllProtocols() throws IOException {
        String identity =
                Files.readString(
                        ROOT.resolve(
                                "rest-api/src/main/java/io/vouchsafe/rest/internal/identity/Protocol.java"));

        assertThat(identity).contains("\"" + Problem.BASE + "\"");
    }
}
