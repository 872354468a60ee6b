package io.vouchsafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds for the product, and bites on a sample that breaks it. */
class ArchitectureTest {
    private static final String PRODUCT = "io.vouchsafe";
    private static final String SAMPLE = "io.vouchsafe.architecture.sample";

    private static final JavaClasses PRODUCT_CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("/architecture-tests/"))
                    .withImportOption(location -> !location.contains("$logger"))
                    .importPackages(PRODUCT);
    private static final JavaClasses SAMPLE_CLASSES =
            new ClassFileImporter().importPackages(SAMPLE);

    static Stream<String> modules() {
        return Rules.DIRECTION.keySet().stream().sorted();
    }

    @Test
    void everyModule_isSeen() {
        assertThat(modules())
                .allSatisfy(
                        module ->
                                assertThat(
                                                PRODUCT_CLASSES.stream()
                                                        .anyMatch(
                                                                type ->
                                                                        (type.getPackageName()
                                                                                        + ".")
                                                                                .startsWith(
                                                                                        PRODUCT
                                                                                                + "."
                                                                                                + module
                                                                                                + ".")))
                                        .as("classes of %s", module)
                                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void modules_dependInOneDirection(String module) {
        Rules.direction(PRODUCT, module).check(PRODUCT_CLASSES);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void internals_stayInside(String module) {
        Rules.internalsStayInside(PRODUCT, module).check(PRODUCT_CLASSES);
    }

    static Stream<ArchRule> rules() {
        return rules(PRODUCT);
    }

    private static Stream<ArchRule> rules(String root) {
        return Stream.of(
                Rules.only(root, "org.tensorflow", "inference", "training"),
                Rules.only(
                        root,
                        "org.bouncycastle",
                        "keys",
                        "audit.internal",
                        "verifier.internal.crypto"),
                Rules.only(root, "jakarta.ws.rs", "rest"),
                Rules.only(root, "jakarta.servlet", "rest", "portal"),
                Rules.only(root, "jakarta.faces", "portal"),
                Rules.only(root, "com.nimbusds", "rest.internal.identity"),
                Rules.only(
                        root,
                        "org.wildfly.security",
                        "rest.internal.identity",
                        "portal.internal.identity"),
                Rules.constructorInjection(root),
                Rules.speakingNames(root),
                Rules.everyBeanMethodHasRoles(root),
                Rules.nullMarked(root));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rule_holds(ArchRule rule) {
        rule.check(PRODUCT_CLASSES);
    }

    static Stream<ArchRule> bitten() {
        return Stream.of(
                Rules.direction(SAMPLE, "audit"),
                Rules.internalsStayInside(SAMPLE, "governance"),
                Rules.only(SAMPLE, "org.tensorflow", "inference"),
                Rules.only(SAMPLE, "org.bouncycastle", "keys"),
                Rules.only(SAMPLE, "jakarta.ws.rs", "portal"),
                Rules.constructorInjection(SAMPLE),
                Rules.speakingNames(SAMPLE),
                Rules.everyBeanMethodHasRoles(SAMPLE),
                Rules.nullMarked(SAMPLE));
    }

    @ParameterizedTest
    @MethodSource("bitten")
    void offendingSample_isCaught(ArchRule rule) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(SAMPLE_CLASSES));
    }

    @Test
    void offendingSamples_areOnePerRule() {
        assertThat(SAMPLE_CLASSES.stream().map(type -> type.getSimpleName()).toList())
                .containsAll(List.of("UpwardCall", "ForeignInternals", "BidderHelper"));
    }
}
