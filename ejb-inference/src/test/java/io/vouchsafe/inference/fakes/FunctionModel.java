package io.vouchsafe.inference.fakes;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A model of one signature that is a function of a row; remembers what it was asked. */
public final class FunctionModel implements LoadedModel {
    private final Signature signature;
    private final Function<Map<String, Object>, double[]> row;
    private final List<MaskedInput> asked = new ArrayList<>();

    /**
     * One output {@code y} of FP64.
     *
     * @param classes 0: one value per row, without a dimension of its own
     * @param row an input's numbers ({@code double[]}) or strings ({@code String[]}) to its classes
     */
    public FunctionModel(
            List<TensorSpec> inputs, int classes, Function<Map<String, Object>, double[]> row) {
        Shape shape = classes == 0 ? Shape.of(-1) : Shape.of(-1, classes);
        TensorSpec output = new TensorSpec("y", io.vouchsafe.kernel.DataType.FP64, shape);
        this.signature = new Signature(Signature.DEFAULT, "", inputs, List.of(output));
        this.row = row;
    }

    public Signature signature() {
        return signature;
    }

    /** What it was asked, call by call. */
    public List<MaskedInput> asked() {
        return asked;
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(signature.name(), signature);
    }

    @Override
    public Payload predict(Signature which, MaskedInput input, Set<String> outputs) {
        asked.add(input);
        int rows = (int) input.payload().rows();
        List<double[]> answers = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Map<String, Object> values = new HashMap<>();
            for (Map.Entry<String, Tensor> tensor : input.payload().tensors().entrySet()) {
                values.put(tensor.getKey(), row(tensor.getValue(), i, rows));
            }
            answers.add(row.apply(values));
        }
        int width = answers.get(0).length;
        ByteBuffer buffer =
                ByteBuffer.allocate(rows * width * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        answers.forEach(
                answer -> {
                    for (double value : answer) {
                        buffer.putDouble(value);
                    }
                });
        Shape declared = java.util.Objects.requireNonNull(signature.outputs().get(0).shape());
        Shape shape = declared.rank() == 1 ? Shape.of(rows) : Shape.of(rows, width);
        return new Payload(
                Map.of(
                        "y",
                        new Tensor.Numeric(
                                io.vouchsafe.kernel.DataType.FP64, shape, buffer.flip())));
    }

    private static Object row(Tensor tensor, int row, int rows) {
        int width = (int) (tensor.shape().elements() / rows);
        if (tensor instanceof Tensor.Bytes strings) {
            String[] texts = new String[width];
            for (int i = 0; i < width; i++) {
                texts[i] = strings.text(row * width + i);
            }
            return texts;
        }
        Tensor.Numeric numbers = (Tensor.Numeric) tensor;
        double[] values = new double[width];
        for (int i = 0; i < width; i++) {
            int at = row * width + i;
            values[i] =
                    switch (numbers.dataType()) {
                        case FP32 -> numbers.buffer().getFloat(at * Float.BYTES);
                        case FP64 -> numbers.buffer().getDouble(at * Double.BYTES);
                        case INT64 -> numbers.buffer().getLong(at * Long.BYTES);
                        default -> throw new IllegalArgumentException("not in these tests");
                    };
        }
        return values;
    }

    @Override
    public void close() {}
}
