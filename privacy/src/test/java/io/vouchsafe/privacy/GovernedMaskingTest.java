package io.vouchsafe.privacy;

import static io.vouchsafe.privacy.internal.policy.TestPolicies.EMAIL;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.REF;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.drop;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.hide;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.mask;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.onOutput;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.policy;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.redact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import io.vouchsafe.privacy.internal.engine.PolicyEngine;
import io.vouchsafe.privacy.internal.policy.TestBook;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GovernedMaskingTest {
    private static final PolicyId DEMO = REF.id();
    private static final String PLANTED = "planted-4711";

    private final TestBook policies = new TestBook();
    private final Masking masking = new GovernedMasking(policies.book());

    @Test
    void withoutAPolicy_nothingIsMaskedAndTheProofSaysSo() {
        Payload payload = payload();

        MaskedInput masked = masking.mask(payload, null, Set.of("mail"));

        assertThat(masked.payload()).isSameAs(payload);
        assertThat(masked.policy()).isNull();
        assertThat(masked.report()).isEmpty();
        assertThat(masked.dropped()).isEmpty();
    }

    @Test
    void policyNotInForce_failsTheRequest() {
        assertThatThrownBy(() -> masking.mask(payload(), new PolicyId("missing"), Set.of()))
                .isInstanceOf(UnknownPolicyException.class)
                .hasMessageContaining("'missing'");
    }

    @Test
    void policyInForce_isAppliedAndNamedInTheProof() {
        policies.put(DEMO, policy(redact("mail", EMAIL), drop("age"), mask("note", 0)));

        MaskedInput masked = masking.mask(payload(), DEMO, Set.of("age"));

        assertThat(masked.policy()).isEqualTo(REF);
        assertThat(masked.report())
                .isEqualTo(Map.of("redact:mail", 1, "drop:age", 1, "mask:note", 1));
        assertThat(masked.dropped()).containsExactly("age");
    }

    @Test
    void newRevisionDuringACall_doesNotChangeTheOutputsRules() {
        policies.put(DEMO, policy(hide("score")));
        MaskedInput masked = masking.mask(payload(), DEMO, Set.of());
        policies.put(DEMO, policy(hide("other")));

        ReleasedOutput released = masking.release(prediction(), null, Set.of(), masked);

        assertThat(released.payload().tensors()).doesNotContainKey("score");
    }

    @Test
    void oldRevisionInHand_isNotLostWhenItsPolicyChanges() {
        CompiledPolicy first = policy(drop("age"));
        policies.put(DEMO, first);
        MaskedInput before = masking.mask(payload(), DEMO, Set.of());
        policies.put(DEMO, policy(drop("mail")));
        MaskedInput after = masking.mask(payload(), DEMO, Set.of());

        assertThat(before.dropped()).containsExactly("age");
        assertThat(after.dropped()).containsExactly("mail");
    }

    @Test
    void report_ofTheReleaseHoldsInputAndOutputRules() {
        policies.put(DEMO, policy(drop("age"), hide("score"), onOutput("text", EMAIL, "redact")));
        MaskedInput masked = masking.mask(payload(), DEMO, Set.of());

        ReleasedOutput released = masking.release(prediction(), null, Set.of(), masked);

        assertThat(released.report())
                .isEqualTo(Map.of("drop:age", 1, "hide:score", 1, "redact:text", 1));
    }

    @Test
    void ruleOnAnInputAndAnOutputOfOneName_countsBoth() {
        policies.put(DEMO, policy(mask("text", 0), onOutput("text", null, "mask")));
        Payload echo = new Payload(Map.of("text", Tensor.strings(Shape.of(1), "same")));
        MaskedInput masked = masking.mask(echo, DEMO, Set.of());

        ReleasedOutput released = masking.release(echo, null, Set.of(), masked);

        assertThat(released.report()).isEqualTo(Map.of("mask:text", 2));
    }

    @Test
    void insecureUnmasked_hasNoPolicyAndReleasesEverything() {
        Payload prediction = prediction();

        ReleasedOutput released =
                masking.release(
                        prediction, null, Set.of(), MaskedInput.insecureUnmasked(payload()));

        assertThat(released.payload()).isSameAs(prediction);
    }

    @Test
    void proofs_areMadeInThisPackageOnly() {
        Stream.of(MaskedInput.class, ReleasedOutput.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredConstructors()))
                .map(Constructor::getModifiers)
                .forEach(
                        modifiers ->
                                assertThat(
                                                Modifier.isPublic(modifiers)
                                                        || Modifier.isProtected(modifiers))
                                        .isFalse());
        assertThat(Modifier.isFinal(MaskedInput.class.getModifiers())).isTrue();
        assertThat(Modifier.isFinal(ReleasedOutput.class.getModifiers())).isTrue();
        assertThat(Modifier.isPublic(GovernedMasking.class.getModifiers())).isFalse();
    }

    @Test
    void report_cannotBeChangedFromOutside() {
        policies.put(DEMO, policy(drop("age")));
        MaskedInput masked = masking.mask(payload(), DEMO, Set.of());

        assertThatThrownBy(() -> masked.report().put("x", 1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> masked.dropped().add("x"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mask", "redact", "drop"})
    void plantedValue_isInNoTextOfAnyProof(String operator) {
        CompiledPolicy policy =
                switch (operator) {
                    case "mask" -> policy(mask("note", 2));
                    case "redact" -> policy(redact("*", EMAIL));
                    default -> policy(drop("note"));
                };
        policies.put(DEMO, policy);

        MaskedInput masked = masking.mask(payload(), DEMO, Set.of("note"));
        ReleasedOutput released = masking.release(prediction(), explanation(), Set.of(), masked);

        assertThat(masked.toString()).doesNotContain(PLANTED);
        assertThat(released.toString()).doesNotContain(PLANTED);
        assertThat(PolicyEngine.mask(payload(), policy, Set.of()).toString())
                .doesNotContain(PLANTED);
        assertThat(masked.report().toString()).doesNotContain(PLANTED);
    }

    @Test
    void plantedValue_isInNoLogLineAndNoException() {
        List<String> lines = new ArrayList<>();
        Handler recorder = recorder(lines);
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.addHandler(recorder);
        root.setLevel(Level.ALL);
        List<Throwable> thrown = new ArrayList<>();
        try {
            policies.put(DEMO, policy(redact("*", EMAIL), mask("note", 2), drop("age")));
            MaskedInput masked = masking.mask(payload(), DEMO, Set.of());
            masking.release(prediction(), explanation(), Set.of("score"), masked);
            attempt(thrown, () -> masking.mask(payload(), new PolicyId("missing"), Set.of()));
            attempt(
                    thrown,
                    () ->
                            masking.release(
                                    prediction(),
                                    ("{\"" + PLANTED).getBytes(StandardCharsets.UTF_8),
                                    Set.of(),
                                    masked));
            attempt(
                    thrown,
                    () ->
                            masking.release(
                                    prediction(),
                                    ("{\"output\":\"y\",\"attributions\":[\"" + PLANTED + "\"]}")
                                            .getBytes(StandardCharsets.UTF_8),
                                    Set.of(),
                                    masked));
        } finally {
            root.removeHandler(recorder);
            root.setLevel(before);
        }

        assertThat(thrown).hasSize(3);
        assertThat(lines).noneMatch(line -> line.contains(PLANTED));
        for (Throwable each : thrown) {
            for (Throwable cause = each; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(PLANTED);
            }
            assertThat(each.getSuppressed()).isEmpty();
        }
    }

    @Test
    void policyRef_ofARevisionReadsBack() {
        policies.put(DEMO, policy(drop("age")));

        PolicyRef ref = masking.mask(payload(), DEMO, Set.of()).policy();

        assertThat(ref).isNotNull();
        assertThat(PolicyRef.parse(ref.toString())).isEqualTo(ref);
    }

    private static void attempt(List<Throwable> thrown, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            thrown.add(e);
        }
    }

    private static Handler recorder(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage() + Arrays.toString(line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static Payload payload() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("age", Tensor.longs(Shape.of(1), 4711));
        tensors.put("mail", Tensor.strings(Shape.of(1), PLANTED + "@example.com"));
        tensors.put("note", Tensor.strings(Shape.of(1), "about " + PLANTED));
        return new Payload(tensors);
    }

    private static Payload prediction() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("score", Tensor.floats(Shape.of(1), 0.5f));
        tensors.put("text", Tensor.strings(Shape.of(1), "mail " + PLANTED + "@example.com"));
        return new Payload(tensors);
    }

    private static byte[] explanation() {
        return ("{\"output\":\"text\",\"rows\":[{\"attributions\":{\"age\":1,\"note\":2}}],"
                        + "\"note\":\""
                        + PLANTED
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
