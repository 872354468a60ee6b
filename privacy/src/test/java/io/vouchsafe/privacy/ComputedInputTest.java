package io.vouchsafe.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComputedInputTest {
    private static final Payload GIVEN =
            new Payload(Map.of("note", Tensor.strings(Shape.of(1), "masked")));
    private static final Payload FEATURES = new Payload(Map.of("x", Tensor.floats(Shape.of(1), 6)));

    @Test
    void whatIsComputedFromMaskedValues_keepsTheirProof() {
        MaskedInput masked = new MaskedInput(GIVEN, null, Map.of("drop:note", 1), Set.of("note"));

        MaskedInput computed =
                masked.computed(
                        given -> {
                            assertThat(given).isSameAs(GIVEN);
                            return FEATURES;
                        });

        assertThat(computed.payload()).isSameAs(FEATURES);
        assertThat(computed.report()).isEqualTo(masked.report());
        assertThat(computed.dropped()).containsExactly("note");
        assertThat(masked.payload()).isSameAs(GIVEN);
    }

    @Test
    void whatIsComputedFromRowsOfSeveral_releasesNothingEither() {
        MaskedInput one = MaskedInput.insecureUnmasked(GIVEN);

        MaskedInput computed = MaskedInput.joined(List.of(one, one), 0).computed(given -> FEATURES);

        assertThatIllegalStateException().isThrownBy(computed::compiled);
    }
}
