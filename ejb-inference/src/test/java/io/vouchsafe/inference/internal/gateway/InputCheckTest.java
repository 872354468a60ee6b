package io.vouchsafe.inference.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputCheckTest {
    private static final Signature SIGNATURE =
            new Signature(
                    "s",
                    "",
                    List.of(
                            new TensorSpec("x", DataType.FP32, Shape.of(-1, 2)),
                            new TensorSpec("any", DataType.INT64, null),
                            new TensorSpec("ok", DataType.BOOL, Shape.of(-1))),
                    List.of(new TensorSpec("y", DataType.FP32, null)));

    private static final Tensor X = Tensor.floats(Shape.of(1, 2), 1, 2);
    private static final Tensor ANY = Tensor.longs(Shape.of(1, 1, 1), 5);
    private static final Tensor OK = truth(1, 0);

    private static Tensor truth(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return new Tensor.Numeric(DataType.BOOL, Shape.of(values.length), bytes.flip());
    }

    @Test
    void whatFits_passes() {
        assertThatCode(
                        () ->
                                InputCheck.inputs(
                                        new Payload(Map.of("x", X, "any", ANY, "ok", OK)),
                                        SIGNATURE))
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of("a missing input", Map.of("x", X, "ok", OK), "Input 'any' is missing"),
                Arguments.of(
                        "an unknown input",
                        Map.of("x", X, "any", ANY, "ok", OK, "z", X),
                        "no input 'z'"),
                Arguments.of(
                        "another type",
                        Map.of("x", Tensor.longs(Shape.of(1, 2), 1, 2), "any", ANY, "ok", OK),
                        "'x' must be FP32, not INT64"),
                Arguments.of(
                        "text for numbers",
                        Map.of("x", Tensor.strings(Shape.of(1, 2), "a", "b"), "any", ANY, "ok", OK),
                        "'x' must be FP32, not BYTES"),
                Arguments.of(
                        "another rank",
                        Map.of("x", Tensor.floats(Shape.of(2), 1, 2), "any", ANY, "ok", OK),
                        "'x' must have shape [-1, 2]"),
                Arguments.of(
                        "another size",
                        Map.of("x", Tensor.floats(Shape.of(2, 1), 1, 2), "any", ANY, "ok", OK),
                        "not [2, 1]"),
                Arguments.of(
                        "a third truth value",
                        Map.of("x", X, "any", ANY, "ok", truth(0, 2)),
                        "'ok' holds a truth value"),
                Arguments.of("nothing", Map.of(), "Input 'x' is missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfits")
    void whatDoesNotFit_isNamed(String what, Map<String, Tensor> tensors, String said) {
        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> InputCheck.inputs(new Payload(tensors), SIGNATURE));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_INPUT);
        assertThat(refused.detail()).contains(said);
    }

    @Test
    void aNameWithControlCharacters_isQuotedWithoutThem() {
        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                InputCheck.inputs(
                                        new Payload(
                                                Map.of(
                                                        "x",
                                                        X,
                                                        "any",
                                                        ANY,
                                                        "ok",
                                                        OK,
                                                        "\u001b[31m" + "n".repeat(500),
                                                        X)),
                                        SIGNATURE));

        assertThat(refused.detail()).doesNotContain("\u001b").hasSizeLessThan(200);
    }
}
