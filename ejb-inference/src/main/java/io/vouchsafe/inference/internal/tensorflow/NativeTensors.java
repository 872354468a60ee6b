package io.vouchsafe.inference.internal.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Dim;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NumDims;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_RESOURCE_EXHAUSTED;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TString_Dealloc;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TString_GetDataPointer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TString_GetSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TString_Init;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TString_ResizeUninitialized;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorByteSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorType;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.internal.c_api.TF_TString;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * Tensors over the border, one copy each way. TensorFlow wants its memory aligned to 64 bytes,
 * which a direct buffer of Java is not, so that wrapping one would make TensorFlow copy it all the
 * same. Bytes cross unread: both sides are little-endian, and the self-check would notice if not.
 */
final class NativeTensors {
    private static final byte[] NOTHING = new byte[0];

    private NativeTensors() {}

    /** A copy in native memory, to be freed by {@link #delete}. */
    static TF_Tensor copyOf(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numeric numbers -> copyOf(numbers);
            case Tensor.Bytes strings -> copyOf(strings);
        };
    }

    private static TF_Tensor copyOf(Tensor.Numeric tensor) {
        ByteBuffer data = tensor.buffer();
        TF_Tensor copy = allocate(tensor, data.remaining());
        if (data.hasRemaining()) {
            TF_TensorData(copy).capacity(data.remaining()).asByteBuffer().put(data);
        }
        return copy;
    }

    private static TF_Tensor copyOf(Tensor.Bytes tensor) {
        byte[][] elements = tensor.elements();
        TF_Tensor copy = allocate(tensor, Math.multiplyExact((long) elements.length, stringSize()));
        if (elements.length > 0) {
            TF_TString strings = new TF_TString(TF_TensorData(copy));
            for (int i = 0; i < elements.length; i++) {
                strings.position(i);
                TF_TString_Init(strings);
                if (elements[i].length > 0) {
                    TF_TString_ResizeUninitialized(strings, elements[i].length)
                            .capacity(elements[i].length)
                            .put(elements[i]);
                }
            }
        }
        return copy;
    }

    private static TF_Tensor allocate(Tensor tensor, long bytes) {
        long[] sizes = tensor.shape().toArray();
        TF_Tensor allocated =
                TF_AllocateTensor(
                        Types.toTensorFlow(tensor.dataType()), sizes, sizes.length, bytes);
        if (allocated == null || allocated.isNull()) {
            throw new TensorFlowException(
                    TF_RESOURCE_EXHAUSTED, "TensorFlow cannot allocate " + bytes + " bytes");
        }
        return allocated;
    }

    /** A copy in Java's memory. */
    static Tensor read(TF_Tensor tensor) {
        DataType type =
                Types.fromTensorFlow(org.tensorflow.proto.DataType.forNumber(TF_TensorType(tensor)))
                        .orElseThrow(
                                () -> new IllegalStateException("TensorFlow gave another type"));
        long[] sizes = new long[TF_NumDims(tensor)];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = TF_Dim(tensor, i);
        }
        Shape shape = Shape.of(sizes);
        return type == DataType.BYTES
                ? new Tensor.Bytes(shape, strings(tensor, Math.toIntExact(shape.elements())))
                : new Tensor.Numeric(type, shape, ByteBuffer.wrap(bytes(tensor)));
    }

    private static byte[] bytes(TF_Tensor tensor) {
        int size = Math.toIntExact(TF_TensorByteSize(tensor));
        byte[] bytes = size == 0 ? NOTHING : new byte[size];
        if (size > 0) {
            TF_TensorData(tensor).capacity(size).asByteBuffer().get(bytes);
        }
        return bytes;
    }

    private static byte[][] strings(TF_Tensor tensor, int count) {
        byte[][] elements = new byte[count][];
        if (count > 0) {
            TF_TString strings = new TF_TString(TF_TensorData(tensor));
            for (int i = 0; i < count; i++) {
                strings.position(i);
                int size = Math.toIntExact(TF_TString_GetSize(strings));
                elements[i] = size == 0 ? NOTHING : new byte[size];
                if (size > 0) {
                    TF_TString_GetDataPointer(strings).capacity(size).get(elements[i]);
                }
            }
        }
        return elements;
    }

    /** Frees a copy that {@link #copyOf} made; long strings have memory of their own. */
    static void delete(TF_Tensor copy, Tensor of) {
        if (of instanceof Tensor.Bytes bytes && bytes.elements().length > 0) {
            TF_TString strings = new TF_TString(TF_TensorData(copy));
            for (int i = 0; i < bytes.elements().length; i++) {
                TF_TString_Dealloc(strings.position(i));
            }
        }
        TF_DeleteTensor(copy);
    }

    private static long stringSize() {
        return Loader.sizeof(TF_TString.class);
    }
}
