package io.vouchsafe.kernel;

/**
 * Purpose, such as {@code credit-decision}.
 *
 * @param value matches {@code [a-z0-9][a-z0-9._-]{0,62}}
 */
public record Purpose(String value) {
    private static final Identifier RULE = new Identifier("purpose", "[a-z0-9][a-z0-9._-]{0,62}");

    /** Refuses a value that is no id with an {@link IllegalArgumentException} that quotes it. */
    public Purpose {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
