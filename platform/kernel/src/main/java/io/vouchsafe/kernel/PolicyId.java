package io.vouchsafe.kernel;

/**
 * Policy id, such as {@code demo-masking}.
 *
 * @param value matches {@code [a-z0-9][a-z0-9-]{0,62}}
 */
public record PolicyId(String value) {
    private static final Identifier RULE = new Identifier("policy id", "[a-z0-9][a-z0-9-]{0,62}");

    /** Refuses a value that is no id with an {@link IllegalArgumentException} that quotes it. */
    public PolicyId {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
