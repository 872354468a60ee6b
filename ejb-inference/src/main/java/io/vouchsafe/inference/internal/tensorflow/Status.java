package io.vouchsafe.inference.internal.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OK;

import org.tensorflow.internal.c_api.TF_Status;

/** What a call of TensorFlow came to. */
final class Status implements AutoCloseable {
    private final TF_Status handle = TF_NewStatus();

    TF_Status handle() {
        return handle;
    }

    boolean ok() {
        return TF_GetCode(handle) == TF_OK;
    }

    int code() {
        return TF_GetCode(handle);
    }

    /** TensorFlow's words: they may quote values, so they never reach a client or a log as such. */
    String messageUnmasked() {
        return TF_Message(handle).getString();
    }

    /** For calls that fail only when this module is wrong. */
    void orThrow() {
        if (!ok()) {
            throw new IllegalStateException(messageUnmasked());
        }
    }

    @Override
    public void close() {
        TF_DeleteStatus(handle);
    }
}
