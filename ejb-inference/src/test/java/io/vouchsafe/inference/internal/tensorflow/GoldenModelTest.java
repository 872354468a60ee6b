package io.vouchsafe.inference.internal.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenModelTest {
    @TempDir Path folder;

    @Test
    void theEngineAnswersWhatIsKnownAndLeavesNothingBehind() throws IOException {
        assertThatCode(() -> GoldenModel.check(Engines.ENGINE, folder)).doesNotThrowAnyException();

        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void turnedBytesAreNoticed() {
        ModelEngine bigEndian = new Spoiling(GoldenModelTest::turned);

        assertThatThrownBy(() -> GoldenModel.check(bigEndian, folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is wrong");
    }

    @Test
    void aMissingOutputIsNoticed() {
        ModelEngine forgetful =
                new Spoiling(
                        tensors -> {
                            Map<String, Tensor> fewer = new LinkedHashMap<>(tensors);
                            fewer.remove("greeting");
                            return fewer;
                        });

        assertThatThrownBy(() -> GoldenModel.check(forgetful, folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("greeting");
    }

    private static Map<String, Tensor> turned(Map<String, Tensor> tensors) {
        Map<String, Tensor> turned = new LinkedHashMap<>(tensors);
        turned.replaceAll(
                (name, tensor) ->
                        tensor instanceof Tensor.Numeric numbers ? turned(numbers) : tensor);
        return turned;
    }

    private static Tensor turned(Tensor.Numeric numbers) {
        ByteBuffer from = numbers.buffer();
        ByteBuffer to = ByteBuffer.allocate(from.remaining());
        int size = numbers.dataType().size();
        for (int i = 0; i < to.capacity(); i++) {
            to.put(i, from.get(i / size * size + size - 1 - i % size));
        }
        return new Tensor.Numeric(numbers.dataType(), numbers.shape(), to);
    }

    /** The real engine, with spoilt answers. */
    private record Spoiling(UnaryOperator<Map<String, Tensor>> spoil) implements ModelEngine {
        @Override
        public String name() {
            return "spoiling";
        }

        @Override
        public List<Signature> inspect(Path model) {
            return Engines.ENGINE.inspect(model);
        }

        @Override
        public LoadedModel load(Path model) {
            LoadedModel real = Engines.load(model);
            return new LoadedModel() {
                @Override
                public Map<String, Signature> signatures() {
                    return real.signatures();
                }

                @Override
                public Payload predict(
                        Signature signature, MaskedInput input, Set<String> outputs) {
                    return new Payload(
                            spoil.apply(real.predict(signature, input, outputs).tensors()));
                }

                @Override
                public void close() {
                    real.close();
                }
            };
        }

        @Override
        public void selfCheck() {
            throw new UnsupportedOperationException();
        }
    }
}
