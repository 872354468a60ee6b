package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a version's history. */
@Embeddable
class Step {
    @Enumerated(EnumType.STRING)
    private VersionState state;

    private String actor;
    private Instant happened;

    @Column(columnDefinition = "text")
    private @Nullable String comment;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Step() {}

    Step(VersionState state, String actor, Instant happened, @Nullable String comment) {
        this.state = state;
        this.actor = actor;
        this.happened = happened;
        this.comment = comment;
    }

    VersionView.Step view() {
        return new VersionView.Step(state, actor, happened, comment);
    }
}
