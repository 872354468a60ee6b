package io.vouchsafe.kernel;

/**
 * Model name, such as {@code credit-risk}.
 *
 * @param value matches {@code [A-Za-z0-9][A-Za-z0-9._-]{0,62}}
 */
public record ModelName(String value) {
    private static final Identifier RULE =
            new Identifier("model name", "[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** Refuses a value that is no id with an {@link IllegalArgumentException} that quotes it. */
    public ModelName {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
