package io.vouchsafe.privacy.internal.engine;

import static io.vouchsafe.privacy.internal.policy.TestPolicies.EMAIL;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.drop;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.hide;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.mask;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.policy;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.redact;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.spi.Action;
import io.vouchsafe.privacy.spi.Detector;
import io.vouchsafe.privacy.spi.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyEngineMaskTest {
    private static final Set<String> NONE_REQUIRED = Set.of();

    static Stream<Arguments> table() {
        return Stream.of(
                row("dropped text", policy(drop("text")), "secret", null, Map.of("drop:text", 1)),
                row(
                        "masked text",
                        policy(mask("text", 2)),
                        "secret",
                        "****et",
                        Map.of("mask:text", 1)),
                row(
                        "redacted text",
                        policy(redact("text", null)),
                        "secret",
                        "",
                        Map.of("redact:text", 1)),
                row(
                        "redacted address",
                        policy(redact("text", EMAIL)),
                        "Ask jo@example.com now",
                        "Ask  now",
                        Map.of("redact:text", 1)),
                row(
                        "several addresses in one value are one row",
                        policy(redact("text", EMAIL)),
                        "a@b.com, c@d.com",
                        ", ",
                        Map.of("redact:text", 1)),
                row(
                        "no address, nothing done",
                        policy(redact("text", EMAIL)),
                        "none here",
                        "none here",
                        Map.of()),
                row("the empty text, nothing done", policy(mask("text", 2)), "", "", Map.of()),
                row(
                        "a rule for another input",
                        policy(mask("other", 2)),
                        "secret",
                        "secret",
                        Map.of()),
                row(
                        "an output's rule is not an input's",
                        policy(hide("text")),
                        "secret",
                        "secret",
                        Map.of()),
                row(
                        "every text input",
                        policy(mask("*", 0)),
                        "secret",
                        "******",
                        Map.of("mask:text", 1)),
                row(
                        "an address in every text input",
                        policy(redact("*", EMAIL)),
                        "jo@example.com",
                        "",
                        Map.of("redact:text", 1)),
                row(
                        "rules run in their order: the address is gone before the mask",
                        policy(redact("*", EMAIL), mask("text", 0)),
                        "x jo@example.com",
                        "**",
                        Map.of("redact:text", 1, "mask:text", 1)),
                row(
                        "rules run in their order: the mask leaves no address",
                        policy(mask("text", 0), redact("*", EMAIL)),
                        "jo@example.com",
                        "**************",
                        Map.of("mask:text", 1)),
                row(
                        "drop wins over what stands before it",
                        policy(mask("text", 4), redact("*", EMAIL), drop("text")),
                        "jo@example.com",
                        null,
                        Map.of("drop:text", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void textInput_becomes(
            String why,
            CompiledPolicy policy,
            String text,
            @org.jspecify.annotations.Nullable String expected,
            Map<String, Integer> report) {
        Masked masked = PolicyEngine.mask(texts("text", text), policy, NONE_REQUIRED);

        assertThat(first(masked, "text")).isEqualTo(expected);
        assertThat(masked.report()).isEqualTo(report);
        assertThat(masked.dropped()).isEqualTo(expected == null ? Set.of("text") : Set.of());
    }

    @Test
    void droppedButRequiredInput_isNeutralInItsShape() {
        Payload payload =
                new Payload(
                        Map.of(
                                "name", Tensor.strings(Shape.of(2, 1), "Jo", "Al"),
                                "age", Tensor.longs(Shape.of(2), 41, 17)));

        Masked masked =
                PolicyEngine.mask(
                        payload, policy(drop("name"), drop("age")), Set.of("name", "age"));

        Tensor.Bytes name = bytes(masked, "name");
        assertThat(name.shape()).isEqualTo(Shape.of(2, 1));
        assertThat(strings(masked, "name")).containsExactly("", "");
        assertThat(numbers(masked, "age")).containsExactly(0, 0);
        assertThat(masked.dropped()).containsExactlyInAnyOrder("name", "age");
        assertThat(masked.report()).isEqualTo(Map.of("drop:name", 2, "drop:age", 2));
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, names = "BYTES", mode = EnumSource.Mode.EXCLUDE)
    void everyNumberType_isNeutralAllZeros(DataType type) {
        ByteBuffer data = ByteBuffer.allocateDirect(3 * type.size());
        while (data.hasRemaining()) {
            data.put((byte) 0x7f);
        }
        Payload payload =
                new Payload(Map.of("x", new Tensor.Numeric(type, Shape.of(3), data.flip())));

        Masked masked = PolicyEngine.mask(payload, policy(drop("x")), Set.of("x"));

        Tensor.Numeric neutral = (Tensor.Numeric) tensor(masked, "x");
        assertThat(neutral.dataType()).isEqualTo(type);
        assertThat(neutral.shape()).isEqualTo(Shape.of(3));
        assertThat(neutral.data().isDirect()).isTrue();
        ByteBuffer zeros = neutral.buffer();
        while (zeros.hasRemaining()) {
            assertThat(zeros.get()).isZero();
        }
    }

    @Test
    void wholeValueRuleOnANumber_removesIt() {
        Payload payload = new Payload(Map.of("iban_digits", Tensor.longs(Shape.of(1), 4711)));

        Masked gone = PolicyEngine.mask(payload, policy(mask("iban_digits", 2)), NONE_REQUIRED);
        Masked neutral =
                PolicyEngine.mask(
                        payload, policy(redact("iban_digits", null)), Set.of("iban_digits"));

        assertThat(gone.payload().tensors()).isEmpty();
        assertThat(gone.report()).isEqualTo(Map.of("mask:iban_digits", 1));
        assertThat(numbers(neutral, "iban_digits")).containsExactly(0);
        assertThat(neutral.dropped()).containsExactly("iban_digits");
    }

    @Test
    void rulesForText_passNumbers() {
        Payload payload = new Payload(Map.of("age", Tensor.longs(Shape.of(1), 41)));

        Masked masked =
                PolicyEngine.mask(
                        payload,
                        policy(mask("*", 0), redact("*", EMAIL), redact("age", EMAIL)),
                        NONE_REQUIRED);

        assertThat(masked.payload()).isSameAs(payload);
        assertThat(masked.report()).isEmpty();
    }

    @Test
    void unchangedTensors_areTheSameObjects() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("age", Tensor.longs(Shape.of(1), 41));
        tensors.put("mail", Tensor.strings(Shape.of(1), "jo@example.com"));
        tensors.put("note", Tensor.strings(Shape.of(1), "nothing"));
        Payload payload = new Payload(tensors);

        Masked masked = PolicyEngine.mask(payload, policy(redact("*", EMAIL)), NONE_REQUIRED);

        assertThat(masked.payload().tensors().keySet()).containsExactly("age", "mail", "note");
        assertThat(tensor(masked, "age")).isSameAs(tensors.get("age"));
        assertThat(tensor(masked, "note")).isSameAs(tensors.get("note"));
        assertThat(tensor(masked, "mail")).isNotSameAs(tensors.get("mail"));
    }

    @Test
    void clientsOwnTensor_isNotChangedInPlace() {
        Tensor.Bytes original = Tensor.strings(Shape.of(2), "jo@example.com", "plain");

        Masked masked =
                PolicyEngine.mask(
                        new Payload(Map.of("x", original)),
                        policy(redact("x", EMAIL)),
                        NONE_REQUIRED);

        assertThat(original.text(0)).isEqualTo("jo@example.com");
        assertThat(bytes(masked, "x").elements()[1]).isSameAs(original.elements()[1]);
    }

    @Test
    void allRowsOfABatch_areMaskedAndCounted() {
        Tensor.Bytes batch =
                Tensor.strings(
                        Shape.of(3, 2), "a@b.com", "c@d.com", "none", "none", "none", "e@f.com");

        Masked masked =
                PolicyEngine.mask(
                        new Payload(Map.of("x", batch)), policy(redact("x", EMAIL)), NONE_REQUIRED);

        assertThat(strings(masked, "x")).containsExactly("", "", "none", "none", "none", "");
        assertThat(masked.report()).isEqualTo(Map.of("redact:x", 2));
    }

    @Test
    void scalar_isOneRow() {
        Payload payload = new Payload(Map.of("x", Tensor.strings(Shape.SCALAR, "a@b.com")));

        Masked masked = PolicyEngine.mask(payload, policy(redact("x", EMAIL)), NONE_REQUIRED);

        assertThat(masked.report()).isEqualTo(Map.of("redact:x", 1));
    }

    @Test
    void emptyBatch_isNothingToDo() {
        Payload payload =
                new Payload(
                        Map.of(
                                "x", Tensor.strings(Shape.of(0)),
                                "y", Tensor.strings(Shape.of(2, 0)),
                                "z", Tensor.longs(Shape.of(0))));

        Masked masked =
                PolicyEngine.mask(payload, policy(mask("*", 0), drop("z")), Set.of("x", "y", "z"));

        assertThat(masked.report()).isEmpty();
        assertThat(masked.payload().tensors()).containsOnlyKeys("x", "y", "z");
    }

    @Test
    void malformedUtf8_isSearchedAndOnlyChangedWhereSomethingIsFound() {
        byte[] image = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 0x40, (byte) 0x80};
        byte[] mixed = concat(image, " jo@example.com ".getBytes(StandardCharsets.UTF_8), image);
        Payload payload =
                new Payload(
                        Map.of("x", new Tensor.Bytes(Shape.of(2), new byte[][] {image, mixed})));

        Masked masked = PolicyEngine.mask(payload, policy(redact("*", EMAIL)), NONE_REQUIRED);

        assertThat(bytes(masked, "x").elements()[0]).isSameAs(image);
        assertThat(strings(masked, "x").get(1)).doesNotContain("example").contains("\ufffd");
        assertThat(masked.report()).isEqualTo(Map.of("redact:x", 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomBytes_neverBreakAnyRule(long seed) {
        Random random = new Random(seed);
        CompiledPolicy all = policy(redact("*", EMAIL), mask("x", 3));
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            Payload payload =
                    new Payload(Map.of("x", new Tensor.Bytes(Shape.of(1), new byte[][] {noise})));

            Masked masked = PolicyEngine.mask(payload, all, NONE_REQUIRED);

            assertThat(strings(masked, "x").getFirst().length()).isLessThanOrEqualTo(noise.length);
        }
    }

    @Test
    void hugeBatch_isMaskedInOnePass() {
        String[] rows = new String[100_000];
        Arrays.fill(rows, "write to jo@example.com about it");
        Payload payload = new Payload(Map.of("x", Tensor.strings(Shape.of(rows.length), rows)));
        CompiledPolicy policy = policy(redact("*", EMAIL));
        PolicyEngine.mask(payload, policy, NONE_REQUIRED);

        long start = System.nanoTime();
        Masked masked = PolicyEngine.mask(payload, policy, NONE_REQUIRED);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(masked.report()).isEqualTo(Map.of("redact:x", 100_000));
        assertThat(taken).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void megabyteText_isMaskedWithAllRulesInProportion() {
        String text = "jo@example.com, ".repeat(65_536);
        Payload payload = texts("x", text);
        CompiledPolicy policy = policy(redact("*", EMAIL), mask("x", 4));

        long start = System.nanoTime();
        Masked masked = PolicyEngine.mask(payload, policy, NONE_REQUIRED);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(first(masked, "x")).endsWith("*, , ").hasSize(131_072);
        assertThat(taken).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void overlappingFindsOfTwoDetectors_areOneSpan() {
        Detector left = finds(new Span("X", 0, 4, 0.5));
        Detector right = finds(new Span("X", 2, 6, 0.9), new Span("Y", 7, 9, 1));
        Action.Rewrite bracket =
                (text, spans) -> {
                    assertThat(spans).containsExactly(new Span("X", 0, 6, 0.9));
                    return "done";
                };
        CompiledRule rule = new CompiledRule(1, "test", bracket, "X", List.of(left, right));

        assertThat(rule.rewrite("0123456789")).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void plantedAddress_neverReachesTheModelWhateverElseIsSent(long seed) {
        Random random = new Random(seed);
        CompiledPolicy policy = policy(redact("*", EMAIL));
        for (int i = 0; i < 100; i++) {
            int rows = 1 + random.nextInt(5);
            Map<String, Tensor> tensors = new HashMap<>();
            for (int input = random.nextInt(4); input >= 0; input--) {
                String[] values = new String[rows];
                Arrays.setAll(
                        values, row -> noise(random) + " planted@secret.example " + noise(random));
                tensors.put("in" + input, Tensor.strings(Shape.of(rows), values));
            }

            Masked masked = PolicyEngine.mask(new Payload(tensors), policy, tensors.keySet());

            tensors.keySet()
                    .forEach(
                            name ->
                                    assertThat(strings(masked, name))
                                            .noneMatch(text -> text.contains("secret.example")));
        }
    }

    private static Detector finds(Span... spans) {
        return new Detector() {
            @Override
            public Set<String> entities() {
                return Set.of("X");
            }

            @Override
            public List<Span> detect(String text) {
                return List.of(spans);
            }
        };
    }

    private static Payload texts(String name, String... values) {
        return new Payload(Map.of(name, Tensor.strings(Shape.of(values.length), values)));
    }

    private static Tensor tensor(Masked masked, String name) {
        Tensor tensor = masked.payload().tensors().get(name);
        assertThat(tensor).as(name).isNotNull();
        return tensor;
    }

    private static Tensor.Bytes bytes(Masked masked, String name) {
        return (Tensor.Bytes) tensor(masked, name);
    }

    private static List<String> strings(Masked masked, String name) {
        Tensor.Bytes bytes = bytes(masked, name);
        return Stream.iterate(0, each -> each + 1)
                .limit(bytes.elements().length)
                .map(bytes::text)
                .toList();
    }

    private static @org.jspecify.annotations.Nullable String first(Masked masked, String name) {
        return masked.payload().tensors().containsKey(name)
                ? strings(masked, name).getFirst()
                : null;
    }

    private static long[] numbers(Masked masked, String name) {
        ByteBuffer buffer = ((Tensor.Numeric) tensor(masked, name)).buffer();
        long[] numbers = new long[buffer.remaining() / Long.BYTES];
        buffer.asLongBuffer().get(numbers);
        return numbers;
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String noise(Random random) {
        String alphabet = "ab1._- \n,;<>\"é张\u0301😀";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Arguments row(
            String why,
            CompiledPolicy policy,
            String text,
            @org.jspecify.annotations.Nullable String expected,
            Map<String, Integer> report) {
        return Arguments.of(why, policy, text, expected, report);
    }
}
