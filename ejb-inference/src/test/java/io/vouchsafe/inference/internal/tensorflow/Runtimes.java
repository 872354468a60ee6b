package io.vouchsafe.inference.internal.tensorflow;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/** What the TensorFlow on the class path knows. */
final class Runtimes {
    private Runtimes() {}

    static Set<String> operations() {
        TF_Buffer list = tensorflow.TF_GetAllOpList();
        try {
            byte[] bytes = new byte[Math.toIntExact(list.length())];
            new BytePointer(list.data()).capacity(bytes.length).get(bytes);
            return OpList.parseFrom(bytes).getOpList().stream()
                    .map(OpDef::getName)
                    .collect(Collectors.toSet());
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            tensorflow.TF_DeleteBuffer(list);
        }
    }
}
