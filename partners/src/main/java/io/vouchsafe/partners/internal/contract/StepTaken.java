package io.vouchsafe.partners.internal.contract;

import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractView;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of a contract's history. */
@Embeddable
public class StepTaken {
    @Enumerated(EnumType.STRING)
    private ContractState state;

    @Column(name = "taken_by")
    private String takenBy;

    @Column(name = "taken_at")
    private Instant takenAt;

    private @Nullable String comment;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected StepTaken() {}

    StepTaken(ContractState state, String takenBy, Instant takenAt, @Nullable String comment) {
        this.state = state;
        this.takenBy = takenBy;
        this.takenAt = takenAt;
        this.comment = comment;
    }

    ContractView.Step view() {
        return new ContractView.Step(state, takenBy, takenAt, comment);
    }
}
