package io.vouchsafe.inference.internal.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenModelTest {
    @TempDir Path folder;

    @Test
    void aSoundEnginePasses_andLeavesNothingBehind() throws IOException {
        assertThatCode(() -> GoldenModel.check(OnnxModels.ENGINE, folder))
                .doesNotThrowAnyException();

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "next", "same", "greeting"})
    void anyWrongAnswerStopsTheEngine(String output) {
        assertThatThrownBy(() -> GoldenModel.check(new Wrong(output), folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'" + output + "'");
    }

    /** Answers right but for one output. */
    private record Wrong(String output) implements ModelEngine {
        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public List<Signature> inspect(Path folder) {
            return OnnxModels.ENGINE.inspect(folder);
        }

        @Override
        public LoadedModel load(Path folder) {
            LoadedModel sound = OnnxModels.ENGINE.load(folder);
            return new LoadedModel() {
                @Override
                public Map<String, Signature> signatures() {
                    return sound.signatures();
                }

                @Override
                public Payload predict(
                        Signature signature, MaskedInput input, Set<String> outputs) {
                    Map<String, Tensor> answers =
                            new HashMap<>(sound.predict(signature, input, outputs).tensors());
                    answers.put(output, Tensor.floats(Shape.SCALAR, 1));
                    return new Payload(answers);
                }

                @Override
                public void close() {
                    sound.close();
                }
            };
        }

        @Override
        public void selfCheck() {}
    }
}
