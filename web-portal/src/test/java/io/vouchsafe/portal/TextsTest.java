package io.vouchsafe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Event;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.portal.internal.frame.Badge;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both languages say all there is to say, and pages say nothing of their own. */
class TextsTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path CODE = Path.of("src/main/java");
    private static final Pattern IN_PAGE =
            Pattern.compile("(?:t\\[|frame\\.(?:text|format)\\([^()]*?)'([a-zA-Z0-9.-]+)'");
    private static final Pattern LITERAL_IN_EL =
            Pattern.compile("'([a-zA-Z]+(?:\\.[a-zA-Z0-9-]+)+)'");
    private static final Pattern IN_CODE = Pattern.compile("\"([a-zA-Z]+(?:\\.[a-zA-Z0-9-]+)+)\"");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /** The same in every language. */
    private static final Set<String> LANGUAGELESS =
            Set.of("frame.comma", "frame.language.other", "home.of");

    private final Properties english = load("Texts.properties");
    private final Properties chinese = load("Texts_zh_CN.properties");

    @Test
    void bothLanguages_haveTheSameKeys() {
        assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    }

    @Test
    void englishIsTheRoot_whateverTheServersOwnLanguageIs() {
        assertThat(load("Texts_en.properties")).isEmpty();
    }

    @Test
    void chineseTexts_areChinese() {
        List<String> untranslated =
                chinese.stringPropertyNames().stream()
                        .filter(key -> !LANGUAGELESS.contains(key))
                        .filter(key -> !CHINESE.matcher(chinese.getProperty(key)).find())
                        .toList();

        assertThat(untranslated).isEmpty();
    }

    @Test
    void englishTexts_areNotChinese() {
        assertThat(english.stringPropertyNames())
                .filteredOn(key -> !LANGUAGELESS.contains(key))
                .noneMatch(key -> CHINESE.matcher(english.getProperty(key)).find());
    }

    @Test
    void bothLanguages_takeTheSameArguments() {
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(chinese.getProperty(key)))
                    .as(key)
                    .isEqualTo(arguments(english.getProperty(key)));
        }
    }

    @Test
    void everyTextIsAPattern_withoutStrayApostrophes() {
        Stream.of(english, chinese)
                .flatMap(texts -> texts.values().stream())
                .map(Object::toString)
                .forEach(
                        text -> {
                            assertThat(text).doesNotContain("'");
                            assertThat(new MessageFormat(text, Locale.ENGLISH)).isNotNull();
                        });
    }

    @Test
    void everyKeyThatAPageNames_exists() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path page : files(PAGES, ".xhtml")) {
            String source = Files.readString(page);
            for (Pattern use : List.of(IN_PAGE, LITERAL_IN_EL)) {
                Matcher found = use.matcher(source);
                while (found.find()) {
                    String key = found.group(1);
                    if (!key.endsWith(".") && !known(key) && key.contains(".")) {
                        missing.add(page.getFileName() + ": " + key);
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyKeyThatABeanNames_exists() throws IOException {
        Set<String> families = new TreeSet<>();
        english.stringPropertyNames().forEach(key -> families.add(key.replaceFirst("\\..*", "")));
        Set<String> missing = new TreeSet<>();
        for (Path source : files(CODE, ".java")) {
            Matcher found = IN_CODE.matcher(Files.readString(source));
            while (found.find()) {
                String key = found.group(1);
                boolean text =
                        families.contains(key.replaceFirst("\\..*", ""))
                                && !key.endsWith(".xhtml")
                                && !key.endsWith(".csv");
                if (text && !known(key)) {
                    missing.add(source.getFileName() + ": " + key);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** Keys that are put together from what the modules know. */
    @Test
    void everyKeyThatIsPutTogether_exists() {
        List<String> keys = new ArrayList<>();
        Arrays.stream(Badge.values()).map(Badge::getTextKey).forEach(keys::add);
        Roles.ALL.forEach(role -> keys.add("role." + role));
        for (Reason reason : Reason.values()) {
            keys.add("reason." + reason);
        }
        for (VersionState state : VersionState.values()) {
            keys.add("version.next." + state);
            keys.add("version.was." + state);
        }
        for (String step :
                List.of("submit", "approve", "reject", "deploy", "rollback", "stop", "resume")) {
            keys.addAll(
                    List.of(
                            "version." + step,
                            "version." + step + ".what",
                            "version." + step + ".keep",
                            "version.done." + step));
        }
        for (ContractState state : ContractState.values()) {
            keys.add("contract.next." + state);
            keys.add("contract.was." + state);
        }
        for (ContractStep step : ContractStep.values()) {
            String name = step.name().toLowerCase(Locale.ROOT);
            keys.addAll(
                    List.of(
                            "contract.step." + name,
                            "contract.what." + name,
                            "contract.done." + name));
        }
        for (String group : List.of("work", "models", "business", "evidence", "settings")) {
            keys.add("nav.group." + group);
        }
        for (String operator : List.of("drop", "mask", "redact", "hide")) {
            keys.add("operator." + operator);
        }
        for (String check :
                List.of(
                        "body",
                        "entry",
                        "columns",
                        "subject",
                        "explanation",
                        "inclusion",
                        "tree")) {
            keys.add("check." + check);
        }
        keys.addAll(List.of("check.signature", "unit.calls", "unit.rows", "type.prediction"));
        keys.add("method.integrated-gradients");

        assertThat(keys).allMatch(this::known);
    }

    @Test
    void everyEventOfTheLog_hasAName() throws IOException {
        String source =
                Files.readString(
                        Path.of("../audit/src/main/java")
                                .resolve(Event.class.getName().replace('.', '/') + ".java"));
        Matcher type = Pattern.compile("return \"([a-z]+\\.[a-z.-]+)\";").matcher(source);
        List<String> types = new ArrayList<>();
        while (type.find()) {
            types.add(type.group(1));
        }

        assertThat(types).hasSizeGreaterThan(8).allMatch(name -> known("type." + name));
    }

    @Test
    void everyProblemTheModulesDeclineWith_hasItsWords() throws IOException {
        Pattern problem =
                Pattern.compile(
                        "(?:Declines\\.forbidden\\(|Kind\\.[A-Z_]+,\\s*)\"([a-z]+(?:-[a-z]+)+)\"");
        Set<String> missing = new TreeSet<>();
        int found = 0;
        for (String module : List.of("governance", "partners", "ejb-inference")) {
            for (Path source : files(Path.of("..", module, "src/main/java"), ".java")) {
                Matcher declined = problem.matcher(Files.readString(source));
                while (declined.find()) {
                    found++;
                    if (!known("problem." + declined.group(1))) {
                        missing.add(declined.group(1));
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(found).isPositive();
    }

    @Test
    void pages_sayNothingOfTheirOwn() throws IOException {
        Pattern comment = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
        Pattern literal = Pattern.compile("<(pre|code|kbd)\\b[^>]*>[^<]*</\\1>");
        Pattern spoken =
                Pattern.compile(
                        "(?:aria-label|title|alt|placeholder|purpose|text|what|todo|verb|keep)=\"([^\"]*)\"");
        List<String> own = new ArrayList<>();
        for (Path page : files(PAGES, ".xhtml")) {
            String source = comment.matcher(Files.readString(page)).replaceAll("");
            Matcher attribute = spoken.matcher(source);
            while (attribute.find()) {
                collect(page, attribute.group(1), own);
            }
            String words = literal.matcher(source).replaceAll("").replaceAll("(?s)<[^>]*>", "\n");
            words.lines().forEach(line -> collect(page, line, own));
        }

        assertThat(own).isEmpty();
    }

    private static void collect(Path page, String text, List<String> own) {
        String words =
                text.replaceAll("(?s)[#$]\\{.*?\\}", "").replaceAll("&[a-z#0-9]+;", "").strip();
        boolean technical =
                List.of(
                                "Vouchsafe",
                                "· Vouchsafe",
                                "CSV",
                                "/log/keys",
                                "name@version",
                                "C-2026-…",
                                "UTC")
                        .contains(words);
        if (!technical && Pattern.compile("\\p{L}{2,}").matcher(words).find()) {
            own.add(page.getFileName() + ": " + words);
        }
    }

    private boolean known(String key) {
        return english.containsKey(key);
    }

    private static Set<String> arguments(String text) {
        Set<String> arguments = new TreeSet<>();
        Matcher argument = Pattern.compile("\\{(\\d)").matcher(text);
        while (argument.find()) {
            arguments.add(argument.group(1));
        }
        return arguments;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static Properties load(String name) {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        TextsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException cause) {
            throw new java.io.UncheckedIOException(cause);
        }
        return texts;
    }
}
