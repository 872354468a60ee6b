package io.vouchsafe.inference.internal.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetRegisteredKernelsForOp;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.proto.KernelList;

/**
 * What this TensorFlow can compute. It still knows operations that it has no code for any more, and
 * tells only at the first run: a client's.
 */
final class Kernels {
    /** Beside code for the processor, models carry code that only runs where the device is. */
    private static final String OTHER_DEVICE = "Cudnn";

    /** "DEFAULT" is code for every device. */
    private static final Set<String> HERE = Set.of("CPU", "DEFAULT");

    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private Kernels() {}

    /** The first of these operations that cannot be computed. */
    static Optional<String> missing(Set<String> operations) {
        return operations.stream()
                .filter(operation -> !operation.startsWith(OTHER_DEVICE))
                .filter(operation -> !KNOWN.computeIfAbsent(operation, Kernels::exists))
                .findFirst();
    }

    private static boolean exists(String operation) {
        try (Status status = new Status()) {
            TF_Buffer found = TF_GetRegisteredKernelsForOp(operation, status.handle());
            status.orThrow();
            try {
                byte[] bytes = new byte[Math.toIntExact(found.length())];
                if (bytes.length > 0) {
                    new BytePointer(found.data()).capacity(bytes.length).get(bytes);
                }
                return KernelList.parseFrom(bytes).getKernelList().stream()
                        .anyMatch(kernel -> HERE.contains(kernel.getDeviceType()));
            } finally {
                TF_DeleteBuffer(found);
            }
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
