package io.vouchsafe.privacy.internal.policy;

import static io.vouchsafe.privacy.internal.PrivacyMessages.TEXT;

import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.privacy.PolicyRule;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import io.vouchsafe.privacy.internal.engine.CompiledRule;
import io.vouchsafe.privacy.spi.Action;
import io.vouchsafe.privacy.spi.Detector;
import io.vouchsafe.privacy.spi.Operator;
import io.vouchsafe.privacy.spi.Place;
import io.vouchsafe.privacy.spi.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a document runnable, or says which rule stands against it. */
final class PolicyCompiler {
    static final String PROBLEM = "masking-policy";
    static final int MOST_RULES = 200;

    private static final int LONGEST_NAME = 256;
    private static final String ANY_TEXT = "*";

    private final Catalogue catalogue;

    PolicyCompiler(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Outcome<CompiledPolicy> compile(PolicyRef ref, List<PolicyRule> rules) {
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            return invalid(TEXT.ruleCount(MOST_RULES, rules.size()));
        }
        Map<String, List<CompiledRule>> inputs = new HashMap<>();
        Map<String, List<CompiledRule>> outputs = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            PolicyRule rule = rules.get(i);
            try {
                CompiledRule compiled = compile(i + 1, rule);
                if (rule.input() != null) {
                    inputs.computeIfAbsent(rule.input(), any -> new ArrayList<>()).add(compiled);
                } else if (rule.output() != null) {
                    outputs.computeIfAbsent(rule.output(), any -> new ArrayList<>()).add(compiled);
                }
            } catch (IllegalArgumentException problem) {
                return invalid(TEXT.rule(i + 1, String.valueOf(problem.getMessage())));
            }
        }
        List<CompiledRule> anyText = inputs.remove(ANY_TEXT);
        return Outcome.done(
                new CompiledPolicy(ref, inputs, anyText == null ? List.of() : anyText, outputs));
    }

    private CompiledRule compile(int number, PolicyRule rule) {
        if ((rule.input() == null) == (rule.output() == null)) {
            throw new IllegalArgumentException(TEXT.eitherInputOrOutput());
        }
        Place place = rule.input() != null ? Place.INPUT : Place.OUTPUT;
        String tensor = rule.input() != null ? rule.input() : String.valueOf(rule.output());
        if (tensor.isEmpty() || tensor.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(TEXT.tensorName(LONGEST_NAME));
        }
        Operator operator =
                catalogue
                        .operator(rule.operator())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                TEXT.unknownOperator(
                                                        rule.operator(),
                                                        catalogue.operatorNames())));
        String side = place.name().toLowerCase(Locale.ROOT);
        if (!operator.places().contains(place)) {
            throw new IllegalArgumentException(TEXT.wrongPlace(operator.name(), side));
        }
        if (tensor.equals(ANY_TEXT) && (place == Place.OUTPUT || !operator.rewrites())) {
            throw new IllegalArgumentException(TEXT.wildcardNotAllowed(operator.name(), side));
        }
        String entity = rule.entity() == null ? Span.WHOLE : rule.entity();
        List<Detector> detectors = rule.entity() == null ? List.of() : detectors(operator, entity);
        Action action = operator.prepare(rule.parameters());
        return new CompiledRule(number, operator.name(), action, entity, detectors);
    }

    private List<Detector> detectors(Operator operator, String entity) {
        if (!operator.rewrites()) {
            throw new IllegalArgumentException(TEXT.entityNotAllowed(operator.name(), entity));
        }
        List<Detector> detectors = catalogue.detectors(entity);
        if (detectors.isEmpty()) {
            throw new IllegalArgumentException(TEXT.unknownEntity(entity, catalogue.entityNames()));
        }
        return detectors;
    }

    private static <T> Outcome<T> invalid(String detail) {
        return Outcome.declined(Outcome.Kind.INVALID, PROBLEM, detail);
    }
}
