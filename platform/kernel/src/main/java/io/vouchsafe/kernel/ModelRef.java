package io.vouchsafe.kernel;

/**
 * One version of a model; its text form is {@code name@version}.
 *
 * @param version at least 1, as in TensorFlow Serving's folder names
 */
public record ModelRef(ModelName name, long version) {
    public ModelRef {
        if (version < 1) {
            throw new IllegalArgumentException(
                    "Version " + version + " of " + name + " is below 1");
        }
    }

    /** Reads the form that {@link #toString()} writes. */
    public static ModelRef parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("'" + text + "' is not of the form name@version");
        }
        return new ModelRef(
                new ModelName(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
