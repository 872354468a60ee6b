package io.vouchsafe.partners;

/**
 * A new key.
 *
 * @param key {@code vs_<id>_<secret>}, shown once
 */
public record IssuedCredential(CredentialView view, String key) {
    @Override
    public String toString() {
        return "IssuedCredential[" + view.id() + "]";
    }
}
