package io.vouchsafe.kernel;

/**
 * Contract id, such as {@code C-2026-0117}.
 *
 * @param value matches {@code [A-Za-z0-9][A-Za-z0-9-]{0,62}}
 */
public record ContractId(String value) {
    private static final Identifier RULE =
            new Identifier("contract id", "[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    /** Refuses a value that is no id with an {@link IllegalArgumentException} that quotes it. */
    public ContractId {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
