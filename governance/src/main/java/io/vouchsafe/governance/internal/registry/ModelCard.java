package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.internal.CardJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The newest card of a model; former ones are known to the log by their digests. */
@Entity
@Table(name = "card")
class ModelCard {
    @Id
    @Column(name = "model_id")
    private UUID modelId;

    @Column(columnDefinition = "text")
    private String text;

    @Column(columnDefinition = "text")
    private String settings;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    @jakarta.persistence.Version
    @Column(name = "lock_version")
    private long lockVersion;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected ModelCard() {}

    ModelCard(Model model, Card card, String by, Instant now) {
        this.modelId = model.id();
        this.text = card.text();
        this.settings = CardJson.write(card.settings());
        this.changedBy = by;
        this.changedAt = now;
    }

    void replace(Card card, String by, Instant now) {
        this.text = card.text();
        this.settings = CardJson.write(card.settings());
        this.changedBy = by;
        this.changedAt = now;
    }

    Card card() {
        return new Card(text, CardJson.read(settings));
    }

    /** Who and when, for people. */
    @Override
    public String toString() {
        return "card by " + changedBy + " at " + changedAt;
    }
}
