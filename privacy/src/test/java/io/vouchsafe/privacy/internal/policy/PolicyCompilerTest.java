package io.vouchsafe.privacy.internal.policy;

import static io.vouchsafe.privacy.internal.policy.TestPolicies.compile;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.drop;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.hide;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.mask;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.redact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.privacy.PolicyRule;
import io.vouchsafe.privacy.internal.operator.Mask;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyCompilerTest {
    static Stream<Arguments> wrongRules() {
        return Stream.of(
                row("neither input nor output", rule(null, null, null, "mask"), "either"),
                row("both input and output", rule("a", "b", null, "mask"), "either"),
                row("an empty name", rule("", null, null, "mask"), "name"),
                row("an endless name", rule("x".repeat(257), null, null, "mask"), "name"),
                row("an unknown operator", rule("a", null, null, "blur"), "'blur'"),
                row("an operator in capitals", rule("a", null, null, "DROP"), "'DROP'"),
                row("drop on an output", rule(null, "a", null, "drop"), "output"),
                row("hide on an input", rule("a", null, null, "hide"), "input"),
                row("drop of every text input", rule("*", null, null, "drop"), "'*'"),
                row("any output", rule(null, "*", null, "mask"), "'*'"),
                row("hide of any output", rule(null, "*", null, "hide"), "'*'"),
                row("an unknown entity", rule("a", null, "SHOE_SIZE", "redact"), "'SHOE_SIZE'"),
                row(
                        "an entity in small letters",
                        rule("a", null, "email_address", "mask"),
                        "EMAIL_ADDRESS"),
                row("an empty entity", rule("a", null, "", "redact"), "entity"),
                row("drop of an entity", rule("a", null, "EMAIL_ADDRESS", "drop"), "drop"),
                row("hide of an entity", rule(null, "a", "EMAIL_ADDRESS", "hide"), "hide"),
                row(
                        "an unknown parameter",
                        new PolicyRule("a", null, null, "mask", Map.of("keep", "4")),
                        "'keep'"),
                row(
                        "a parameter of another operator",
                        new PolicyRule("a", null, null, "drop", Map.of("keep_last", "4")),
                        "'keep_last'"),
                row(
                        "a malformed parameter",
                        new PolicyRule("a", null, null, "mask", Map.of("keep_last", "x")),
                        "'keep_last'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongRules")
    void wrongRule_isInvalidWithItsNumber(String why, PolicyRule wrong, String named) {
        var outcome = compile(List.of(drop("x"), mask("y", 4), wrong, hide("z")));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Declined.class,
                        declined -> {
                            assertThat(declined.kind()).isEqualTo(Outcome.Kind.INVALID);
                            assertThat(declined.problem()).isEqualTo("masking-policy");
                            assertThat(declined.detail()).startsWith("Rule 3: ").contains(named);
                        });
    }

    @Test
    void firstWrongRule_isTheOneNamed() {
        var outcome = compile(List.of(rule("a", null, null, "blur"), rule("", null, null, "x")));

        assertThat(((Outcome.Declined<?>) outcome).detail()).startsWith("Rule 1: ");
    }

    @Test
    void unknownOperator_listsWhatThereIs() {
        var outcome = compile(List.of(rule("a", null, null, "blur")));

        assertThat(((Outcome.Declined<?>) outcome).detail()).contains("drop, hide, mask, redact");
    }

    @Test
    void policyWithoutRules_isInvalid() {
        assertThat(compile(List.of())).isInstanceOf(Outcome.Declined.class);
    }

    @Test
    void ruleCount_isLimited() {
        assertThat(compile(Collections.nCopies(200, drop("a")))).isInstanceOf(Outcome.Done.class);
        assertThat(compile(Collections.nCopies(201, drop("a"))))
                .isInstanceOf(Outcome.Declined.class);
    }

    static Stream<Arguments> rightRules() {
        return Stream.of(
                Arguments.of("drop an input", drop("age")),
                Arguments.of("mask an input", mask("iban", 4)),
                Arguments.of("mask every text input", mask("*", 0)),
                Arguments.of("redact a whole input", redact("comment", null)),
                Arguments.of("redact addresses in every text", redact("*", "EMAIL_ADDRESS")),
                Arguments.of("hide an output", hide("score")),
                Arguments.of("mask an output", rule(null, "text", null, "mask")),
                Arguments.of(
                        "redact addresses in an output",
                        rule(null, "text", "EMAIL_ADDRESS", "redact")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rightRules")
    void rightRule_compiles(String what, PolicyRule rule) {
        assertThat(compile(List.of(rule))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void twoOperatorsOfOneName_stopTheStart() {
        assertThatThrownBy(() -> new Catalogue(List.of(new Mask(), new Mask()), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'mask'");
    }

    private static PolicyRule rule(
            @Nullable String input,
            @Nullable String output,
            @Nullable String entity,
            String operator) {
        return new PolicyRule(input, output, entity, operator, Map.of());
    }

    private static Arguments row(String why, PolicyRule rule, String named) {
        return Arguments.of(why, rule, named);
    }
}
