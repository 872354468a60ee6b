package io.vouchsafe.inference.internal.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DATA_LOSS;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DEADLINE_EXCEEDED;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_INVALID_ARGUMENT;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OUT_OF_RANGE;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_UNIMPLEMENTED;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Pictures decoded, cut, resized and normalised by TensorFlow's own operations, in a small graph
 * made once per model. A picture's size is the caller's to check first: decoding takes memory by
 * what its header says.
 */
public final class ImageGraph implements AutoCloseable {
    private static final Set<Integer> INPUTS_FAULT =
            Set.of(TF_INVALID_ARGUMENT, TF_OUT_OF_RANGE, TF_UNIMPLEMENTED, TF_DATA_LOSS);

    /** How a picture is coded, as far as decoding differs. */
    public enum Coding {
        /** JPEG and PNG: decoded to the channels that are wanted. */
        PLAIN,
        /** GIF: the first picture of it, always in colour. */
        GIF,
        /** BMP of 8 bits per pixel. */
        BMP_GREY,
        /** BMP of 24 or 32 bits per pixel; opacity is left out. */
        BMP_COLOUR
    }

    private final ImageForm form;
    private final NativeSession session;
    private final Map<Coding, RunPlan> plans = new EnumMap<>(Coding.class);

    private ImageGraph(ImageForm form, NativeSession session) {
        this.form = form;
        this.session = session;
        Map<String, TensorName> inputs = new LinkedHashMap<>();
        for (String input : ImageGraphDefinition.INPUTS) {
            inputs.put(input, new TensorName(input, 0));
        }
        for (Coding coding : Coding.values()) {
            TensorName output = new TensorName(ImageGraphDefinition.output(coding), 0);
            plans.put(coding, Objects.requireNonNull(session.plan(inputs, Map.of("out", output))));
        }
    }

    /** Makes the graph. */
    public static ImageGraph of(ImageForm form) {
        return new ImageGraph(
                form,
                NativeSession.of(
                        new ImageGraphDefinition(form).build(), TensorFlowEngine.configuration()));
    }

    /**
     * Decodes and prepares one picture.
     *
     * @return the numbers' bytes, little-endian, {@link ImageForm#bytes()} of them
     * @throws PredictionFailedException by the input's fault when it cannot be decoded
     * @throws DeadlineExceededException when the deadline passed first
     */
    public ByteBuffer prepare(Coding coding, byte[] picture, ImageCut cut, Deadline deadline) {
        Map<String, Tensor> inputs =
                Map.of(
                        "contents",
                        new Tensor.Bytes(Shape.SCALAR, new byte[][] {picture}),
                        "begin",
                        whole(Shape.of(3), cut.top(), cut.left(), 0),
                        "size",
                        whole(Shape.of(3), cut.height(), cut.width(), -1),
                        "resized",
                        whole(Shape.of(2), cut.toHeight(), cut.toWidth()),
                        "paddings",
                        whole(
                                Shape.of(4, 2),
                                0,
                                0,
                                cut.above(),
                                form.height() - cut.toHeight() - cut.above(),
                                cut.before(),
                                form.width() - cut.toWidth() - cut.before(),
                                0,
                                0));
        try {
            RunPlan plan = Objects.requireNonNull(plans.get(coding));
            Tensor out = Objects.requireNonNull(session.run(plan, inputs, deadline).get("out"));
            ByteBuffer numbers = ((Tensor.Numeric) out).buffer();
            if (numbers.remaining() != form.bytes()) {
                throw new IllegalStateException("A picture became " + out.shape());
            }
            return numbers;
        } catch (TensorFlowException failure) {
            if (failure.code() == TF_DEADLINE_EXCEEDED) {
                throw new DeadlineExceededException(null);
            }
            throw new PredictionFailedException(
                    INPUTS_FAULT.contains(failure.code()),
                    "TensorFlow answered a picture with code " + failure.code(),
                    null);
        }
    }

    private static Tensor whole(Shape shape, int... values) {
        ByteBuffer data =
                ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asIntBuffer().put(values);
        return new Tensor.Numeric(DataType.INT32, shape, data);
    }

    /** Waits for running calls. */
    @Override
    public void close() {
        session.close();
        plans.values().forEach(RunPlan::close);
    }
}
