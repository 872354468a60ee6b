package io.vouchsafe.privacy.internal.operator;

import io.vouchsafe.privacy.spi.Action;
import io.vouchsafe.privacy.spi.Operator;
import io.vouchsafe.privacy.spi.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/** {@code hide}: the partner never gets this output, nor an explanation of it. */
@ApplicationScoped
public class Hide implements Operator {
    @Override
    public String name() {
        return "hide";
    }

    @Override
    public Set<Place> places() {
        return Set.of(Place.OUTPUT);
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
