package io.vouchsafe.privacy.internal.operator;

import io.vouchsafe.privacy.spi.Action;
import io.vouchsafe.privacy.spi.Operator;
import io.vouchsafe.privacy.spi.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/** {@code drop}: the model never gets this input; a required one becomes 0 or the empty string. */
@ApplicationScoped
public class Drop implements Operator {
    @Override
    public String name() {
        return "drop";
    }

    @Override
    public Set<Place> places() {
        return Set.of(Place.INPUT);
    }

    @Override
    public boolean rewrites() {
        return false;
    }

    @Override
    public Action prepare(Map<String, String> parameters) {
        Parameters.of(name(), parameters, Set.of());
        return new Action.Removal();
    }
}
