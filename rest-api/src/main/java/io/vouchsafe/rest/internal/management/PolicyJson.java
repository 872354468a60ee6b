package io.vouchsafe.rest.internal.management;

import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.privacy.PolicyDocument;
import io.vouchsafe.privacy.PolicyRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A masking policy's revision. */
record PolicyJson(
        PolicyId id,
        int revision,
        String name,
        @Nullable String description,
        List<RuleJson> rules,
        String publishedBy,
        Instant publishedAt) {
    /** A rule; names an input or an output. */
    record RuleJson(
            @Nullable String input,
            @Nullable String output,
            @Nullable String entity,
            String operator,
            @Nullable Map<String, String> parameters) {
        static RuleJson of(PolicyRule rule) {
            return new RuleJson(
                    rule.input(), rule.output(), rule.entity(), rule.operator(), rule.parameters());
        }

        PolicyRule toRule() {
            return new PolicyRule(
                    input, output, entity, operator, parameters == null ? Map.of() : parameters);
        }
    }

    static PolicyJson of(PolicyDocument policy) {
        return new PolicyJson(
                policy.ref().id(),
                policy.ref().revision(),
                policy.name(),
                policy.description(),
                policy.rules().stream().map(RuleJson::of).toList(),
                policy.publishedBy(),
                policy.publishedAt());
    }
}
