package io.vouchsafe.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.PerturbedRow.Cells;
import io.vouchsafe.privacy.PerturbedRow.Cut;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerturbedInputTest {
    private static final Payload BACKGROUND =
            payload(Tensor.floats(Shape.of(1, 3), -1, -2, -3), strings(1, "none"));

    private final MaskedInput input =
            MaskedInput.insecureUnmasked(
                    payload(
                            Tensor.floats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6),
                            strings(2, "one two three", "四五六")));

    private static Payload payload(Tensor x, Tensor text) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("x", x);
        tensors.put("text", text);
        return new Payload(tensors);
    }

    private static Tensor.Bytes strings(int rows, String... values) {
        return Tensor.strings(Shape.of(rows), values);
    }

    private MaskedInput perturbed(PerturbedRow... rows) {
        return input.perturbed(List.of(rows), List.of(BACKGROUND));
    }

    private static float[] floats(MaskedInput masked) {
        Tensor.Numeric x = (Tensor.Numeric) masked.payload().tensors().get("x");
        float[] values = new float[(int) x.shape().elements()];
        x.buffer().asFloatBuffer().get(values);
        return values;
    }

    private static Tensor.Bytes text(MaskedInput masked) {
        return (Tensor.Bytes) masked.payload().tensors().get("text");
    }

    @Test
    void elementsBecomeTheBackgrounds_andTheRestStays() {
        MaskedInput made =
                perturbed(
                        new PerturbedRow(
                                1, 0, List.of(new Cells("x", List.of(0, 2), 1)), List.of()),
                        new PerturbedRow(0, 0, List.of(), List.of()),
                        new PerturbedRow(
                                1, 0, List.of(new Cells("text", List.of(0), 1)), List.of()));

        assertThat(floats(made)).containsExactly(-1, 5, -3, 1, 2, 3, 4, 5, 6);
        assertThat(made.payload().tensors().get("x").shape()).isEqualTo(Shape.of(3, 3));
        assertThat(text(made).text(0)).isEqualTo("四五六");
        assertThat(text(made).text(2)).isEqualTo("none");
    }

    @Test
    void partsOfTextAreCut_byBytes() {
        MaskedInput made =
                perturbed(
                        new PerturbedRow(
                                0,
                                0,
                                List.of(),
                                List.of(new Cut("text", 0, 0, 4), new Cut("text", 0, 8, 13))),
                        new PerturbedRow(1, 0, List.of(), List.of(new Cut("text", 0, 3, 6))));

        assertThat(text(made).text(0)).isEqualTo("two ");
        assertThat(text(made).text(1)).isEqualTo("四六");
    }

    @Test
    void theOriginalIsNotTouched() {
        perturbed(new PerturbedRow(0, 0, List.of(new Cells("x", List.of(0), 3)), List.of()));

        assertThat(floats(input)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void eachRowNamesItsBackground() {
        Payload other = payload(Tensor.floats(Shape.of(1, 3), 7, 8, 9), strings(1, "other"));
        List<Cells> all = List.of(new Cells("x", List.of(0), 3));

        MaskedInput made =
                input.perturbed(
                        List.of(
                                new PerturbedRow(0, 1, all, List.of()),
                                new PerturbedRow(0, 0, all, List.of())),
                        List.of(BACKGROUND, other));

        assertThat(floats(made)).containsExactly(7, 8, 9, -1, -2, -3);
    }

    @Test
    void theProofStays() {
        CompiledPolicy policy =
                new CompiledPolicy(
                        new PolicyRef(new PolicyId("strict"), 4), Map.of(), List.of(), Map.of());
        MaskedInput masked =
                new MaskedInput(input.payload(), policy, Map.of("drop:x", 1), Set.of("x"));

        MaskedInput made =
                masked.perturbed(
                        List.of(new PerturbedRow(0, 0, List.of(), List.of())), List.of(BACKGROUND));

        assertThat(made.policy()).isEqualTo(masked.policy());
        assertThat(made.compiled()).isSameAs(policy);
        assertThat(made.report()).isEqualTo(masked.report());
        assertThat(made.dropped()).containsExactly("x");
    }

    @Test
    void aScalarStaysAScalar() {
        MaskedInput scalar =
                MaskedInput.insecureUnmasked(
                        new Payload(Map.of("t", Tensor.floats(Shape.SCALAR, 3))));
        Payload background = new Payload(Map.of("t", Tensor.floats(Shape.SCALAR, 0)));
        PerturbedRow row =
                new PerturbedRow(0, 0, List.of(new Cells("t", List.of(0), 1)), List.of());

        MaskedInput made = scalar.perturbed(List.of(row), List.of(background));

        assertThat(made.payload().tensors().get("t").shape()).isEqualTo(Shape.SCALAR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scalar.perturbed(List.of(row, row), List.of(background)));
    }

    @ParameterizedTest(name = "row {0}, element {1} of {2}: {3}")
    @CsvSource({
        "2, 0, 1, a row that is not there",
        "-1, 0, 1, a row before the first",
        "0, 3, 1, an element beyond the row",
        "0, -1, 1, an element before the row",
        "0, 1, 3, a run into the next row"
    })
    void whatIsOutsideTheInput_isRefused(int row, int start, int run, String why) {
        PerturbedRow outside =
                new PerturbedRow(row, 0, List.of(new Cells("x", List.of(start), run)), List.of());

        assertThatIllegalArgumentException().as(why).isThrownBy(() -> perturbed(outside));
    }

    @Test
    void aBackgroundOfAnotherTypeOrWidth_isRefused() {
        PerturbedRow row =
                new PerturbedRow(0, 0, List.of(new Cells("x", List.of(0), 1)), List.of());
        Payload narrow = payload(Tensor.floats(Shape.of(1, 2), 1, 2), strings(1, ""));
        Payload longs = payload(Tensor.longs(Shape.of(1, 3), 1, 2, 3), strings(1, ""));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.perturbed(List.of(row), List.of(narrow)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.perturbed(List.of(row), List.of(longs)));
    }

    @Test
    void cutsThatOverlapOrLeaveTheText_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                perturbed(
                                        new PerturbedRow(
                                                0,
                                                0,
                                                List.of(),
                                                List.of(
                                                        new Cut("text", 0, 2, 5),
                                                        new Cut("text", 0, 4, 6)))));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                perturbed(
                                        new PerturbedRow(
                                                0,
                                                0,
                                                List.of(),
                                                List.of(new Cut("text", 0, 2, 50)))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cut("text", 0, 3, 2));
    }
}
