package io.vouchsafe.partners.internal.contract;

import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.partners.PartnerView;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An enterprise that calls models under contract. */
@Entity(name = "Partner")
@Table(schema = "partners", name = "partner")
public class PartnerEntity {
    @Id private String id;
    private String name;
    private @Nullable String country;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version private int version;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected PartnerEntity() {}

    PartnerEntity(PartnerId id, String name, @Nullable String country, Instant now) {
        this.id = id.value();
        this.name = name;
        this.country = country;
        this.createdAt = now;
    }

    PartnerView view() {
        return new PartnerView(new PartnerId(id), name, country, createdAt);
    }
}
