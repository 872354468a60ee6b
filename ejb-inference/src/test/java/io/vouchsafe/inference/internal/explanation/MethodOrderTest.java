package io.vouchsafe.inference.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodOrderTest {
    private static String first(TensorSpec... inputs) {
        Signature signature = new Signature("s", "", List.of(inputs), List.of());
        return MethodOrder.of(signature, List.of("own")).get(0);
    }

    @Test
    void images_andNothingButText_areShownInThemselves() {
        assertThat(first(Specs.numbers("image", -1, 28, 28, 1))).isEqualTo("occlusion");
        assertThat(first(Specs.numbers("image", -1, 28, 28, 1), Specs.text("caption")))
                .isEqualTo("occlusion");
        assertThat(first(Specs.text("title"), Specs.text("body"))).isEqualTo("occlusion");
    }

    @Test
    void tables_areLeftToGradients_thenToShapley() {
        Signature table =
                new Signature(
                        "s",
                        "",
                        List.of(Specs.numbers("age", -1), Specs.text("purpose")),
                        List.of());

        assertThat(MethodOrder.of(table, List.of("shapley", "own")))
                .containsExactly("integrated-gradients", "shapley", "occlusion", "own");
    }
}
