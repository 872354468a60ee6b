package io.vouchsafe.kernel;

/**
 * Partner id, such as {@code acme}.
 *
 * @param value matches {@code [a-z0-9][a-z0-9-]{0,62}}
 */
public record PartnerId(String value) {
    private static final Identifier RULE = new Identifier("partner id", "[a-z0-9][a-z0-9-]{0,62}");

    /** Refuses a value that is no id with an {@link IllegalArgumentException} that quotes it. */
    public PartnerId {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
