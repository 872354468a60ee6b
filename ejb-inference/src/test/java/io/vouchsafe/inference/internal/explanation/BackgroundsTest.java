package io.vouchsafe.inference.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackgroundsTest {
    private static Map<String, Tensor> inputs() {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("x", Tensor.floats(Shape.of(2, 2), 9, 9, 9, 9));
        inputs.put("age", Tensor.longs(Shape.of(2), 40, 50));
        inputs.put("note", Tensor.strings(Shape.of(2), "a", "b"));
        return inputs;
    }

    private static List<Payload> of(Map<String, String> texts) {
        return Baselines.of(inputs(), new CardSettings(texts, null));
    }

    @Test
    void withoutACard_thereIsOneOfZerosAndNothing() {
        List<Payload> backgrounds = of(Map.of());

        assertThat(backgrounds).hasSize(1);
        assertThat(backgrounds.get(0).tensors().get("x").shape()).isEqualTo(Shape.of(1, 2));
        assertThat(((Tensor.Bytes) backgrounds.get(0).tensors().get("note")).text(0)).isEmpty();
    }

    @Test
    void rowsAreTakenTogether_andSingleOnesHoldForAll() {
        List<Payload> backgrounds = of(Map.of("x", "1,2; 3,4", "age", "30", "note", "a;b"));

        assertThat(backgrounds).hasSize(2);
        Tensor.Numeric second = (Tensor.Numeric) backgrounds.get(1).tensors().get("x");
        assertThat(second.buffer().getFloat(0)).isEqualTo(3);
        assertThat(second.buffer().getFloat(4)).isEqualTo(4);
        assertThat(((Tensor.Numeric) backgrounds.get(1).tensors().get("age")).buffer().getLong(0))
                .isEqualTo(30);
        assertThat(((Tensor.Bytes) backgrounds.get(1).tensors().get("note")).text(0))
                .as("a text is one value, whatever is in it")
                .isEqualTo("a;b");
    }

    @Test
    void numbersOfRowsThatDiffer_areRefused() {
        assertThatThrownBy(() -> of(Map.of("x", "1;2;3", "age", "1;2")))
                .isInstanceOf(ExplanationUnavailableException.class)
                .hasMessageContaining("3")
                .hasMessageContaining("2");
        assertThatThrownBy(() -> of(Map.of("age", "1" + ";1".repeat(100))))
                .isInstanceOf(ExplanationUnavailableException.class)
                .hasMessageContaining("101");
    }

    @Test
    void forAPath_theFirstRowStandsForAll() {
        Tensor.Numeric like =
                (Tensor.Numeric)
                        Baselines.like("x", Tensor.floats(Shape.of(2, 2), 9, 9, 9, 9), "1,2;3,4");

        assertThat(like.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(like.buffer().getFloat(8)).isEqualTo(1);
        assertThat(like.buffer().getFloat(12)).isEqualTo(2);
    }
}
