package io.vouchsafe.kernel;

/**
 * One revision of a contract; its text form is {@code id@revision}.
 *
 * @param revision at least 1
 */
public record ContractRef(ContractId id, int revision) {
    public ContractRef {
        if (revision < 1) {
            throw new IllegalArgumentException(
                    "Revision " + revision + " of " + id + " is below 1");
        }
    }

    /** Reads the form that {@link #toString()} writes. */
    public static ContractRef parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("'" + text + "' is not of the form id@revision");
        }
        return new ContractRef(
                new ContractId(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return id + "@" + revision;
    }
}
