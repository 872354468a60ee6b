package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Requests to the {@link FakeModel}. */
final class Calls {
    private Calls() {}

    static BatchSettings settings(Map<String, String> changes) {
        return BatchSettings.from(changes);
    }

    static Payload payload(int width, float... values) {
        int rows = values.length / width;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("x", Tensor.floats(Shape.of(rows, width), values));
        tensors.put(
                "name",
                Tensor.strings(
                        Shape.of(rows),
                        IntStream.range(0, rows)
                                .mapToObj(row -> "n" + values[row * width])
                                .toArray(String[]::new)));
        return new Payload(tensors);
    }

    static Prediction of(LoadedModel model, String contract, Payload payload) {
        return of(model, contract, payload, Deadline.in(Duration.ofMinutes(1)));
    }

    static Prediction of(LoadedModel model, String contract, Payload payload, Deadline deadline) {
        return new Prediction(
                model,
                true,
                FakeModel.SIGNATURE,
                MaskedInput.insecureUnmasked(payload),
                Set.of(),
                new ContractId(contract),
                deadline);
    }

    /** One row of two numbers, for a contract. */
    static Prediction row(LoadedModel model, String contract, float value) {
        return of(model, contract, payload(2, value, 1));
    }

    static Pending waiting(String contract, int rows, int width) {
        float[] values = new float[rows * width];
        Arrays.fill(values, 1);
        Prediction prediction = of(new FakeModel(), contract, payload(width, values));
        return new Pending(prediction, Form.of(prediction.input().payload(), Set.of()));
    }

    static List<Float> sums(Payload answer) {
        var floats = ((Tensor.Numeric) answer.tensors().get("sum")).buffer().asFloatBuffer();
        float[] sums = new float[floats.remaining()];
        floats.get(sums);
        return IntStream.range(0, sums.length).mapToObj(i -> sums[i]).toList();
    }

    static List<String> echo(Payload answer) {
        Tensor.Bytes echo = (Tensor.Bytes) answer.tensors().get("echo");
        return IntStream.range(0, echo.elements().length).mapToObj(echo::text).toList();
    }
}
