package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever comes: a request that keeps the kernel's promises, or a clean refusal. */
class RequestDecoderFuzzTest {
    private static final List<String> VALID =
            List.of(
                    """
                    {"id":"42","inputs":[{"name":"x","shape":[3],"datatype":"FP32","data":[1.5,-2,5e3]}],
                     "outputs":[{"name":"y"}],"parameters":{"signature_name":"s"}}""",
                    """
                    {"inputs":[{"data":[[1,2],[3,4]],"datatype":"UINT64","shape":[2,2],"name":"a"},
                     {"name":"b","shape":[2],"datatype":"BYTES","data":["ü","\\u00e9"],
                      "parameters":{"content_type":"str"}}]}""",
                    """
                    {"inputs":[{"name":"t","datatype":"BOOL","shape":[2,1,2],"data":[[[true,false]],[[true,true]]]},
                     {"name":"h","datatype":"FP16","shape":[],"data":0.5},
                     {"name":"n","datatype":"FP64","shape":[2],"data":["NaN",1e-300]}]}""");

    private static final List<String> FRAGMENTS =
            List.of(
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    "null",
                    "true",
                    "1e999",
                    "-",
                    "0",
                    "99999999999999999999",
                    "\"data\":",
                    "\"shape\":[1,1],",
                    "\"\\ud800\"",
                    "NaN",
                    "[[[[[[",
                    "\u0000",
                    "\ufeff",
                    "/*",
                    "1.0",
                    "-1",
                    "[]",
                    "{}",
                    "\"shape\":[",
                    "4294967296,",
                    "\"BYTES\"",
                    "\"FP64\"",
                    "\"name\":\"x\",");

    /** What to do to a body at a place. */
    record Mutation(int kind, double place, int length, String fragment, byte value) {
        byte[] apply(byte[] body) {
            int at = (int) (place * body.length);
            ByteArrayOutputStream changed = new ByteArrayOutputStream();
            int end = Math.min(body.length, at + length);
            changed.write(body, 0, at);
            switch (kind) {
                case 0 -> changed.writeBytes(fragment.getBytes(StandardCharsets.UTF_8));
                case 1 -> end = Math.min(body.length, end + 1); // left out
                case 2 -> changed.write(body, at, end - at); // doubled below
                case 3 -> {
                    changed.write(value);
                    end = Math.min(body.length, at + 1);
                }
                default -> {
                    return changed.toByteArray(); // cut off
                }
            }
            int from = kind == 0 || kind == 2 ? at : end;
            changed.write(body, from, body.length - from);
            return changed.toByteArray();
        }
    }

    @Provide
    Arbitrary<Mutation> mutations() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.doubles().between(0, true, 1, false),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(FRAGMENTS),
                        Arbitraries.bytes())
                .as(Mutation::new);
    }

    @Provide
    Arbitrary<byte[]> mutatedBodies() {
        return Combinators.combine(
                        Arbitraries.of(VALID), mutations().list().ofMinSize(1).ofMaxSize(4))
                .as(
                        (valid, mutations) -> {
                            byte[] body = valid.getBytes(StandardCharsets.UTF_8);
                            for (Mutation mutation : mutations) {
                                body = mutation.apply(body);
                            }
                            return body;
                        });
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
    void aMutatedBody_isDecodedOrRefused_neverAnythingElse(@ForAll("mutatedBodies") byte[] body) {
        decodesOrRefuses(body);
    }

    @Property(tries = 2_000)
    void anyBytes_areDecodedOrRefused_neverAnythingElse(@ForAll byte[] body) {
        decodesOrRefuses(body);
    }

    @Property(tries = 500)
    void everyPrefixOfAValidBody_isRefused(
            @ForAll @net.jqwik.api.constraints.IntRange(max = 2) int which,
            @ForAll @net.jqwik.api.constraints.DoubleRange(min = 0, max = 0.99) double share) {
        byte[] body = VALID.get(which).strip().getBytes(StandardCharsets.UTF_8);
        byte[] prefix = java.util.Arrays.copyOf(body, (int) (share * body.length));

        org.assertj.core.api.Assertions.assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() -> RequestDecoder.decode(prefix));
    }

    private static void decodesOrRefuses(byte[] body) {
        try {
            for (Tensor tensor : RequestDecoder.decode(body).inputs().tensors().values()) {
                assertThat(tensor.shape().isKnown()).isTrue();
                assertThat(tensor.shape().elements()).isLessThanOrEqualTo(body.length);
            }
        } catch (MalformedBodyException refused) {
            assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(400);
            assertThat(refused.problem().status()).isEqualTo(400);
        }
    }
}
