package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Columns of a table to the features of one tensor, in the order of the columns.
 *
 * @param perRow true when the tensor has one dimension: one feature a row
 */
record TableStep(String to, DataType type, boolean perRow, long rows, List<Column> columns)
        implements InputStep, Preparation {
    private static final Set<DataType> TYPES =
            Set.of(DataType.FP32, DataType.FP64, DataType.INT32, DataType.INT64);
    private static final long LARGEST_TENSOR = 512L << 20;

    private enum Kind {
        NUMBER,
        CATEGORY
    }

    static TableStep read(Fields fields, ModelTensors tensors, ModelFiles files) {
        TensorSpec to = tensors.get(fields.where(), fields.name("to"));
        List<Column> columns = fields.objects("columns", "column", each -> column(each, files));
        fields.end();
        if (columns.isEmpty()) {
            throw Fields.rejected(TEXTS.emptyList(fields.where(), "columns"));
        }
        int width = columns.stream().mapToInt(Column::width).sum();
        boolean perRow = width == 1 && to.shape() != null && to.shape().rank() == 1;
        ModelTensors.check(fields.where(), to, TYPES, perRow ? Shape.of(-1) : Shape.of(-1, width));
        return new TableStep(to.name(), to.dataType(), perRow, ModelTensors.rows(to), columns);
    }

    private static Column column(Fields fields, ModelFiles files) {
        return switch (fields.choiceOr("kind", Kind.NUMBER)) {
            case NUMBER -> NumberColumn.read(fields);
            case CATEGORY -> CategoryColumn.read(fields, files);
        };
    }

    @Override
    public List<TensorSpec> offers() {
        return columns.stream()
                .map(column -> new TensorSpec(column.name(), column.type(), Shape.of(rows)))
                .toList();
    }

    @Override
    public Set<String> feeds() {
        return Set.of(to);
    }

    @Override
    public Preparation begin() {
        return this;
    }

    @Override
    public Map<String, Tensor> prepare(Map<String, Tensor> inputs, int count, Deadline deadline) {
        int width = columns.stream().mapToInt(Column::width).sum();
        long bytes = (long) count * width * type.size();
        if (bytes > LARGEST_TENSOR) {
            throw PredictionFailedException.ofInput(
                    TEXTS.tooManyRows(count, columns.get(0).name()));
        }
        ByteBuffer data = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        Map<Column, Tensor> given = new LinkedHashMap<>();
        columns.forEach(
                column -> given.put(column, Objects.requireNonNull(inputs.get(column.name()))));
        double[] features = new double[width];
        for (int row = 0; row < count; row++) {
            if ((row & 0xFFF) == 0) {
                deadline.check();
            }
            int at = 0;
            for (Map.Entry<Column, Tensor> column : given.entrySet()) {
                column.getKey().write(column.getValue(), row, features, at);
                int next = at + column.getKey().width();
                while (at < next) {
                    put(data, features[at++], row, column.getKey());
                }
            }
        }
        Shape shape = perRow ? Shape.of(count) : Shape.of(count, width);
        return Map.of(to, new Tensor.Numeric(type, shape, data.flip()));
    }

    private void put(ByteBuffer data, double feature, int row, Column column) {
        switch (type) {
            case FP32 -> data.putFloat(single(feature, row, column));
            case FP64 -> data.putDouble(feature);
            case INT32 -> data.putInt((int) whole(feature, Integer.MAX_VALUE, row, column));
            default -> data.putLong(whole(feature, 1L << 53, row, column));
        }
    }

    private static float single(double feature, int row, Column column) {
        float single = (float) feature;
        if (Float.isInfinite(single)) {
            throw PredictionFailedException.ofInput(TEXTS.outOfRange(row, column.name()));
        }
        return single;
    }

    private static long whole(double feature, long most, int row, Column column) {
        if (feature != Math.rint(feature) || Math.abs(feature) > most) {
            throw PredictionFailedException.ofInput(TEXTS.outOfRange(row, column.name()));
        }
        return (long) feature;
    }
}
