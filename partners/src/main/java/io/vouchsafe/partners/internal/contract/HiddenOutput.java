package io.vouchsafe.partners.internal.contract;

import jakarta.persistence.Embeddable;
import java.util.Objects;

/** One output of one model that the partner does not see. */
@Embeddable
public class HiddenOutput {
    private String model;
    private String output;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected HiddenOutput() {}

    HiddenOutput(String model, String output) {
        this.model = model;
        this.output = output;
    }

    String model() {
        return model;
    }

    String output() {
        return output;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HiddenOutput that
                && model.equals(that.model)
                && output.equals(that.output);
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, output);
    }
}
