package io.vouchsafe.inference.internal.tensorflow;

/**
 * A tensor of a graph, as SavedModels write it: {@code operation:index}, or the operation alone.
 *
 * @param index of the operation's output
 */
record TensorName(String operation, int index) {
    /** Reads the form; a name that is no number after the colon names the operation as a whole. */
    static TensorName parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return new TensorName(text, 0);
        }
        try {
            return new TensorName(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException notAnIndex) {
            return new TensorName(text, 0);
        }
    }

    @Override
    public String toString() {
        return operation + ":" + index;
    }
}
