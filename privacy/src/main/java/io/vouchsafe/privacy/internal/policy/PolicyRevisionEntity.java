package io.vouchsafe.privacy.internal.policy;

import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.privacy.PolicyDocument;
import io.vouchsafe.privacy.PolicyDraft;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A published revision; never changed. */
@Entity(name = "PolicyRevision")
@Immutable
@Table(schema = "privacy", name = "policy_revision")
public class PolicyRevisionEntity {
    @Id private String ref;

    @Column(name = "policy_id")
    private String policyId;

    private int revision;
    private String name;
    private @Nullable String description;
    private String document;
    private String digest;

    @Column(name = "published_by")
    private String publishedBy;

    @Column(name = "published_at")
    private Instant publishedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected PolicyRevisionEntity() {}

    PolicyRevisionEntity(PolicyRef ref, PolicyDraft draft, String by, Instant now) {
        this.ref = ref.toString();
        this.policyId = ref.id().value();
        this.revision = ref.revision();
        this.name = draft.name();
        this.description = draft.description();
        this.document = PolicyText.write(ref, draft.name(), draft.description(), draft.rules());
        this.digest = PolicyText.digest(document);
        this.publishedBy = by;
        this.publishedAt = now;
    }

    PolicyRef ref() {
        return PolicyRef.parse(ref);
    }

    String digest() {
        return digest;
    }

    PolicyDocument view() {
        PolicyRef parsed = ref();
        return new PolicyDocument(
                parsed,
                name,
                description,
                List.copyOf(PolicyText.rules(parsed, document)),
                publishedBy,
                publishedAt);
    }
}
