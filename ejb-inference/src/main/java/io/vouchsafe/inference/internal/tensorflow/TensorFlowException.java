package io.vouchsafe.inference.internal.tensorflow;

/** TensorFlow failed. Its text may quote values, so it stays in this package. */
final class TensorFlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    TensorFlowException(int code, String messageUnmasked) {
        super(messageUnmasked);
        this.code = code;
    }

    /** Of {@code TF_Code}. */
    int code() {
        return code;
    }
}
