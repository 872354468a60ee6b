package io.vouchsafe.kernel;

/**
 * Plan id, such as {@code demo}.
 *
 * @param value matches {@code [a-z0-9][a-z0-9-]{0,62}}
 */
public record PlanId(String value) {
    private static final Identifier RULE = new Identifier("plan id", "[a-z0-9][a-z0-9-]{0,62}");

    /** Refuses a value that is no id with an {@link IllegalArgumentException} that quotes it. */
    public PlanId {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
