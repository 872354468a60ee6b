package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.inference.internal.tensorflow.ImageCut;
import io.vouchsafe.inference.internal.tensorflow.ImageForm;
import io.vouchsafe.inference.internal.tensorflow.ImageGraph;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A picture's file to the numbers of one tensor.
 *
 * @param from the client's input
 * @param to the model's input
 * @param shape of the model's input
 */
record ImageStep(
        TensorSpec from, String to, Shape shape, ImageForm form, ImageFit fit, long mostPixels)
        implements InputStep {
    static final int LARGEST_FILE = 32 << 20;
    static final int MOST_PIXELS = 100_000_000;
    static final int PRESET_PIXELS = 25_000_000;
    private static final int LARGEST_SIDE = 8_192;
    private static final long LARGEST_TENSOR = 512L << 20;

    /** In which order the numbers stand. */
    private enum Layout {
        /** Rows, columns, channels. */
        NHWC,
        /** Channels, rows, columns. */
        NCHW,
        /** All in one dimension: rows, columns, channels. */
        FLAT
    }

    static ImageStep read(Fields fields, ModelTensors tensors) {
        String from = fields.name("from");
        TensorSpec to = tensors.get(fields.where(), fields.name("to"));
        int height = fields.whole("height", 1, LARGEST_SIDE);
        int width = fields.whole("width", 1, LARGEST_SIDE);
        int channels = fields.wholeOr("channels", 3, 1, 3);
        if (channels == 2) {
            throw fields.wrong("channels", "1 (grey) or 3 (colour)");
        }
        Layout layout = fields.choiceOr("layout", Layout.NHWC);
        double scale = fields.numberOr("scale", 1);
        double[] mean = fields.numbersOr("mean", channels, 0);
        double[] deviation = fields.numbersOr("deviation", channels, 1);
        float[] factors = new float[channels];
        float[] offsets = new float[channels];
        for (int i = 0; i < channels; i++) {
            if (deviation[i] <= 0) {
                throw fields.wrong("deviation", "above 0");
            }
            factors[i] = (float) (scale / deviation[i]);
            offsets[i] = (float) (-mean[i] / deviation[i]);
        }
        Shape shape =
                switch (layout) {
                    case NHWC -> Shape.of(-1, height, width, channels);
                    case NCHW -> Shape.of(-1, channels, height, width);
                    case FLAT -> Shape.of(-1, (long) height * width * channels);
                };
        ModelTensors.check(fields.where(), to, Set.of(DataType.FP32, DataType.UINT8), shape);
        ImageForm form =
                new ImageForm(
                        height,
                        width,
                        channels,
                        fields.choiceOr("resize", ImageForm.Interpolation.BILINEAR),
                        factors,
                        offsets,
                        fields.wholeOr("edge", 0, 0, 255),
                        layout == Layout.NCHW,
                        to.dataType());
        ImageFit fit = ImageFit.read(fields);
        int pixels = fields.wholeOr("mostPixels", PRESET_PIXELS, 1, MOST_PIXELS);
        fields.end();
        return new ImageStep(
                new TensorSpec(from, DataType.BYTES, Shape.of(ModelTensors.rows(to))),
                to.name(),
                shape,
                form,
                fit,
                pixels);
    }

    @Override
    public List<TensorSpec> offers() {
        return List.of(from);
    }

    @Override
    public Set<String> feeds() {
        return Set.of(to);
    }

    @Override
    public Preparation begin() {
        return new Running(this, ImageGraph.of(form));
    }

    private record Running(ImageStep step, ImageGraph graph) implements Preparation {
        @Override
        public Map<String, Tensor> prepare(
                Map<String, Tensor> inputs, int rows, Deadline deadline) {
            byte[][] pictures =
                    ((Tensor.Bytes) Objects.requireNonNull(inputs.get(step.from.name())))
                            .elements();
            long each = step.form.bytes();
            if (each * rows > LARGEST_TENSOR) {
                throw fault(TEXTS.tooManyPictures(rows, step.from.name()));
            }
            ImageHeader[] headers = new ImageHeader[rows];
            for (int row = 0; row < rows; row++) {
                headers[row] = checked(row, pictures[row]);
            }
            ByteBuffer data =
                    ByteBuffer.allocateDirect((int) (each * rows)).order(ByteOrder.LITTLE_ENDIAN);
            for (int row = 0; row < rows; row++) {
                data.put(decoded(row, headers[row], pictures[row], deadline));
            }
            long[] sizes = step.shape.toArray();
            sizes[0] = rows;
            return Map.of(
                    step.to,
                    new Tensor.Numeric(step.form.dataType(), Shape.of(sizes), data.flip()));
        }

        /** All headers before the first picture: a bad one must not cost the others' work. */
        private ImageHeader checked(int row, byte[] picture) {
            String input = step.from.name();
            if (picture.length > LARGEST_FILE) {
                throw fault(TEXTS.pictureTooLarge(row, input, LARGEST_FILE));
            }
            ImageHeader header =
                    ImageHeader.read(picture).orElseThrow(() -> fault(TEXTS.noPicture(row, input)));
            if (header.pixels() > step.mostPixels) {
                throw fault(TEXTS.tooManyPixels(row, input, step.mostPixels));
            }
            boolean exact = step.fit.way() == ImageFit.Way.EXACT;
            ImageForm form = step.form;
            if (exact && (header.width() != form.width() || header.height() != form.height())) {
                throw fault(
                        TEXTS.wrongSize(
                                row,
                                input,
                                header.width(),
                                header.height(),
                                form.width(),
                                form.height()));
            }
            return header;
        }

        private ByteBuffer decoded(int row, ImageHeader header, byte[] picture, Deadline deadline) {
            ImageCut cut =
                    step.fit.cut(
                            header.height(), header.width(), step.form.height(), step.form.width());
            try {
                return graph.prepare(header.coding(), picture, cut, deadline);
            } catch (PredictionFailedException failed) {
                if (failed.inputAtFault()) {
                    throw fault(TEXTS.damagedPicture(row, step.from.name()));
                }
                throw failed;
            }
        }

        private static PredictionFailedException fault(String sentence) {
            return PredictionFailedException.ofInput(sentence);
        }

        @Override
        public void close() {
            graph.close();
        }
    }
}
