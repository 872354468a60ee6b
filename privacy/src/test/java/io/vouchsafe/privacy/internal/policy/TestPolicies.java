package io.vouchsafe.privacy.internal.policy;

import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.privacy.PolicyRule;
import io.vouchsafe.privacy.internal.detect.EmailDetector;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import io.vouchsafe.privacy.internal.operator.Drop;
import io.vouchsafe.privacy.internal.operator.Hide;
import io.vouchsafe.privacy.internal.operator.Mask;
import io.vouchsafe.privacy.internal.operator.Redact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules and compiled policies for tests. */
public final class TestPolicies {
    public static final PolicyRef REF = new PolicyRef(new PolicyId("demo-masking"), 1);
    public static final String EMAIL = "EMAIL_ADDRESS";

    private TestPolicies() {}

    /** The operators and detectors every installation has. */
    public static Catalogue catalogue() {
        return new Catalogue(
                List.of(new Drop(), new Hide(), new Mask(), new Redact()),
                List.of(new EmailDetector()));
    }

    public static Outcome<CompiledPolicy> compile(List<PolicyRule> rules) {
        return new PolicyCompiler(catalogue()).compile(REF, rules);
    }

    public static CompiledPolicy policy(PolicyRule... rules) {
        return switch (compile(List.of(rules))) {
            case Outcome.Done<CompiledPolicy> done -> done.value();
            case Outcome.Declined<CompiledPolicy> declined ->
                    throw new AssertionError(declined.detail());
        };
    }

    public static PolicyRule drop(String input) {
        return new PolicyRule(input, null, null, "drop", Map.of());
    }

    public static PolicyRule mask(String input, int keepLast) {
        return new PolicyRule(
                input, null, null, "mask", Map.of("keep_last", String.valueOf(keepLast)));
    }

    public static PolicyRule redact(String input, @Nullable String entity) {
        return new PolicyRule(input, null, entity, "redact", Map.of());
    }

    public static PolicyRule hide(String output) {
        return new PolicyRule(null, output, null, "hide", Map.of());
    }

    public static PolicyRule onOutput(String output, @Nullable String entity, String operator) {
        return new PolicyRule(null, output, entity, operator, Map.of());
    }
}
