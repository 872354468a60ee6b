package io.vouchsafe.kernel;

/**
 * Credential id, such as {@code k3V9aQ0ZtL2m}.
 *
 * @param value matches {@code [A-Za-z0-9]{8,40}}
 */
public record CredentialId(String value) {
    private static final Identifier RULE = new Identifier("credential id", "[A-Za-z0-9]{8,40}");

    /** Refuses a value that is no id with an {@link IllegalArgumentException} that quotes it. */
    public CredentialId {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
