package io.vouchsafe.privacy.internal.engine;

import static io.vouchsafe.privacy.internal.policy.TestPolicies.EMAIL;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.drop;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.hide;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.onOutput;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.PolicyRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyEngineReleaseTest {
    private static final String EXPLANATION =
            "{\"method\":\"integrated-gradients\",\"output\":\"probability\",\"rows\":"
                    + "[{\"attributions\":{\"age\":0.1,\"income\":-2.5e-7,\"name\":1e21},"
                    + "\"baseline\":0.5,\"residual\":0.000001,\"target\":0,\"value\":0.75},"
                    + "{\"attributions\":{\"age\":0,\"income\":12345678901234567890,\"name\":-0.0},"
                    + "\"baseline\":0.5,\"residual\":0,\"target\":1,\"value\":1}],\"steps\":50}";

    @Test
    void withoutRules_everythingPassesAsItIs() {
        Payload prediction = prediction();
        byte[] explanation = utf8(EXPLANATION);

        Released released = release(prediction, explanation, Set.of(), null, Set.of());

        assertThat(released.payload()).isSameAs(prediction);
        assertThat(released.explanation()).isSameAs(explanation);
        assertThat(released.report()).isEmpty();
    }

    static Stream<Arguments> hiding() {
        return Stream.of(
                Arguments.of("by the contract", Set.of("probability"), null),
                Arguments.of("by the policy", Set.of(), policy(hide("probability"))),
                Arguments.of("by both", Set.of("probability"), policy(hide("probability"))),
                Arguments.of(
                        "as a number under a whole-value mask",
                        Set.of(),
                        policy(onOutput("probability", null, "mask"))),
                Arguments.of(
                        "as a number under a whole-value redaction",
                        Set.of(),
                        policy(onOutput("probability", null, "redact"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hiding")
    void hiddenOutput_isGoneAndSoIsItsExplanation(
            String how, Set<String> hidden, @Nullable CompiledPolicy policy) {
        Released released = release(prediction(), utf8(EXPLANATION), hidden, policy, Set.of());

        assertThat(released.payload().tensors()).containsOnlyKeys("label");
        assertThat(released.explanation()).isNull();
        assertThat(released.report().values()).containsExactly(2);
    }

    @Test
    void explanationOfAHiddenOutput_isWithheldEvenWhenTheOutputWasNotAskedFor() {
        Payload label = new Payload(Map.of("label", Tensor.strings(Shape.of(1), "good")));

        Released byContract =
                release(label, utf8(EXPLANATION), Set.of("probability"), null, Set.of());
        Released byPolicy =
                release(label, utf8(EXPLANATION), Set.of(), policy(hide("probability")), Set.of());

        assertThat(byContract.explanation()).isNull();
        assertThat(byPolicy.explanation()).isNull();
    }

    @Test
    void explanationOfAnotherOutput_stays() {
        Released released =
                release(prediction(), utf8(EXPLANATION), Set.of("label"), null, Set.of());

        assertThat(released.payload().tensors()).containsOnlyKeys("probability");
        assertThat(text(released)).isEqualTo(EXPLANATION);
    }

    @Test
    void allOutputsHidden_leaveAnEmptyPayload() {
        Released released =
                release(prediction(), null, Set.of("label", "probability"), null, Set.of());

        assertThat(released.payload().tensors()).isEmpty();
        assertThat(released.report()).isEqualTo(Map.of("hide:label", 2, "hide:probability", 2));
    }

    static Stream<Arguments> textOutputs() {
        return Stream.of(
                Arguments.of(onOutput("text", null, "mask"), "********************"),
                Arguments.of(onOutput("text", null, "redact"), ""),
                Arguments.of(onOutput("text", EMAIL, "redact"), "write  "),
                Arguments.of(onOutput("text", EMAIL, "mask"), "write ******* ******"));
    }

    @ParameterizedTest
    @MethodSource("textOutputs")
    void textOutput_isRewritten(PolicyRule rule, String expected) {
        Payload prediction =
                new Payload(Map.of("text", Tensor.strings(Shape.of(1), "write a@b.com c@d.ef")));

        Released released = release(prediction, null, Set.of(), policy(rule), Set.of());

        Tensor.Bytes text = (Tensor.Bytes) released.payload().tensors().get("text");
        assertThat(text).isNotNull();
        assertThat(text.text(0)).isEqualTo(expected);
        assertThat(released.report()).isEqualTo(Map.of(rule.operator() + ":text", 1));
    }

    @Test
    void entityRuleOnANumber_passesItAndItsExplanation() {
        Payload prediction = prediction();

        Released released =
                release(
                        prediction,
                        utf8(EXPLANATION),
                        Set.of(),
                        policy(onOutput("probability", EMAIL, "redact")),
                        Set.of());

        assertThat(released.payload()).isSameAs(prediction);
        assertThat(text(released)).isEqualTo(EXPLANATION);
    }

    @Test
    void attributionsOfDroppedInputs_goAndTheRestStaysToTheByte() {
        Released released =
                release(prediction(), utf8(EXPLANATION), Set.of(), null, Set.of("income"));

        assertThat(text(released))
                .isEqualTo(
                        EXPLANATION
                                .replace("\"income\":-2.5e-7,", "")
                                .replace("\"income\":12345678901234567890,", ""));
    }

    @Test
    void allAttributionsDropped_leaveEmptyObjects() {
        Released released =
                release(
                        prediction(),
                        utf8(EXPLANATION),
                        Set.of(),
                        null,
                        Set.of("age", "income", "name"));

        assertThat(text(released)).contains("\"attributions\":{}").contains("\"value\":0.75");
    }

    @Test
    void inputNamedLikeAMemberOfTheExplanation_dropsItsAttributionOnly() {
        String explanation =
                "{\"method\":\"m\",\"output\":\"y\",\"rows\":[{\"attributions\":"
                        + "{\"attributions\":1,\"output\":2,\"value\":3},\"value\":4}],\"steps\":1}";

        Released released =
                release(
                        prediction(),
                        utf8(explanation),
                        Set.of(),
                        null,
                        Set.of("attributions", "output", "value", "rows"));

        assertThat(text(released))
                .isEqualTo(
                        "{\"method\":\"m\",\"output\":\"y\",\"rows\":[{\"attributions\":{},"
                                + "\"value\":4}],\"steps\":1}");
    }

    @Test
    void escapedName_isRecognised() {
        String explanation =
                "{\"output\":\"y\",\"rows\":[{\"attributions\":{\"\\u0061ge\":1,\"é\":2}}]}";

        Released released = release(prediction(), utf8(explanation), Set.of(), null, Set.of("age"));

        assertThat(text(released))
                .isEqualTo("{\"output\":\"y\",\"rows\":[{\"attributions\":{\"é\":2}}]}");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("no JSON", "planted-value"),
                Arguments.of("an array", "[{\"output\":\"y\"}]"),
                Arguments.of("no output named", "{\"rows\":[]}"),
                Arguments.of("an output that is no text", "{\"output\":1}"),
                Arguments.of("an output that is null", "{\"output\":null}"),
                Arguments.of("two outputs", "{\"output\":\"y\",\"output\":\"probability\"}"),
                Arguments.of("cut off", "{\"output\":\"y\",\"rows\":[{\"planted-value\":"),
                Arguments.of("something behind", "{\"output\":\"y\"}{\"planted-value\":1}"),
                Arguments.of("malformed UTF-8", "{\"output\":\"\u00ff\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void unreadableExplanation_isAFaultThatQuotesNothing(String why, String explanation) {
        byte[] bytes = explanation.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> release(prediction(), bytes, Set.of(), null, Set.of("age")))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageNotContaining("planted")
                .hasMessageStartingWith("VOUCH030002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"output\":\"y\",\"attributions\":[1]}",
                "{\"output\":\"y\",\"attributions\":\"age\"}",
                "{\"output\":\"y\",\"rows\":[{\"attributions\":{\"x\":{\"age\":1}}}]}",
                "{\"output\":\"y\",\"rows\":[{\"attributions\":{\"x\":\"age\"}}]}"
            })
    void attributionsOfAnotherForm_areAFaultWhenSomethingMustGo(String explanation) {
        assertThatThrownBy(
                        () ->
                                release(
                                        prediction(),
                                        utf8(explanation),
                                        Set.of(),
                                        null,
                                        Set.of("age")))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyRules_letNoHiddenOutputAndNoDroppedAttributionThrough(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> names = List.of("a", "b", "c", "d", "output", "value", "ünïcode");
        for (int i = 0; i < 200; i++) {
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            for (String name : some(names, random)) {
                outputs.put(
                        name,
                        random.nextBoolean()
                                ? Tensor.floats(Shape.of(1), 1)
                                : Tensor.strings(Shape.of(1), "text"));
            }
            String explained = names.get(random.nextInt(names.size()));
            Set<String> hidden = some(names, random);
            Set<String> dropped = some(names, random);
            Set<String> hiddenByPolicy = some(names, random);
            CompiledPolicy policy = hiding(hiddenByPolicy);
            byte[] explanation = explanation(explained, names, random);

            Released released = release(new Payload(outputs), explanation, hidden, policy, dropped);

            assertThat(released.payload().tensors().keySet())
                    .isEqualTo(without(outputs.keySet(), union(hidden, hiddenByPolicy)));
            if (union(hidden, hiddenByPolicy).contains(explained)) {
                assertThat(released.explanation()).isNull();
                continue;
            }
            JsonNode expected = new ObjectMapper().readTree(explanation);
            for (JsonNode row : expected.required("rows")) {
                ((ObjectNode) row.required("attributions")).remove(dropped);
            }
            assertThat(new ObjectMapper().readTree(text(released))).isEqualTo(expected);
        }
    }

    private static Payload prediction() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("label", Tensor.strings(Shape.of(2), "good", "bad"));
        outputs.put("probability", Tensor.floats(Shape.of(2, 1), 0.75f, 1));
        return new Payload(outputs);
    }

    private static Released release(
            Payload prediction,
            byte @Nullable [] explanation,
            Set<String> hidden,
            @Nullable CompiledPolicy policy,
            Set<String> dropped) {
        return PolicyEngine.release(prediction, explanation, hidden, policy, dropped);
    }

    private static CompiledPolicy hiding(Set<String> outputs) {
        List<PolicyRule> rules = new ArrayList<>(List.of(drop("unrelated")));
        outputs.forEach(output -> rules.add(hide(output)));
        return policy(rules.toArray(PolicyRule[]::new));
    }

    private static byte[] explanation(String output, List<String> names, Random random) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode explanation = json.createObjectNode().put("method", "m").put("output", output);
        var rows = explanation.putArray("rows");
        for (int i = random.nextInt(3); i >= 0; i--) {
            ObjectNode row = rows.addObject();
            ObjectNode attributions = row.putObject("attributions");
            some(names, random).forEach(name -> attributions.put(name, random.nextGaussian()));
            row.put("value", random.nextDouble());
        }
        return utf8(explanation.toString());
    }

    private static Set<String> some(List<String> names, Random random) {
        Set<String> some = new HashSet<>();
        names.forEach(
                name -> {
                    if (random.nextInt(3) == 0) {
                        some.add(name);
                    }
                });
        return some;
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(Released released) {
        byte[] explanation = released.explanation();
        return explanation == null ? null : new String(explanation, StandardCharsets.UTF_8);
    }
}
