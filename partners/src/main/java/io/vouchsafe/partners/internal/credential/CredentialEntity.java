package io.vouchsafe.partners.internal.credential;

import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.NewCredential;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** An API key without its secret. It works until it expires or is revoked, which is for good. */
@Entity(name = "Credential")
@Table(schema = "partners", name = "credential")
public class CredentialEntity {
    private static final int PAGE = 100;

    @Id private String id;
    private String name;

    @Column(name = "partner_id")
    private String partnerId;

    @Column(name = "secret_hash")
    private byte[] secretHash;

    private String tail;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @ElementCollection
    @CollectionTable(
            schema = "partners",
            name = "credential_scope",
            joinColumns = @JoinColumn(name = "credential_id"))
    @Column(name = "scope")
    @BatchSize(size = PAGE)
    private Set<String> scopes;

    @ElementCollection
    @CollectionTable(
            schema = "partners",
            name = "credential_model",
            joinColumns = @JoinColumn(name = "credential_id"))
    @Column(name = "model")
    @BatchSize(size = PAGE)
    private Set<String> models;

    @Version private int version;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected CredentialEntity() {}

    CredentialEntity(
            ApiKey key,
            NewCredential draft,
            PartnerId partner,
            Set<String> scopes,
            Instant expiresAt,
            String by,
            Instant now) {
        this.id = key.id().value();
        this.name = draft.name();
        this.partnerId = partner.value();
        this.secretHash = key.hash();
        this.tail = key.tail();
        this.createdBy = by;
        this.createdAt = now;
        this.expiresAt = expiresAt;
        this.scopes = new HashSet<>(scopes);
        this.models =
                draft.models().stream()
                        .map(ModelName::value)
                        .collect(Collectors.toCollection(HashSet::new));
    }

    PartnerId partner() {
        return new PartnerId(partnerId);
    }

    /** False when it was revoked before; the first time stands. */
    boolean revoke(Instant now) {
        if (revokedAt != null) {
            return false;
        }
        revokedAt = now;
        return true;
    }

    CredentialView view() {
        return new CredentialView(
                new CredentialId(id),
                name,
                partner(),
                Set.copyOf(scopes),
                models.stream().map(ModelName::new).collect(Collectors.toUnmodifiableSet()),
                tail,
                createdBy,
                createdAt,
                expiresAt,
                revokedAt);
    }
}
