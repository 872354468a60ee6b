package io.vouchsafe.privacy.internal.policy;

import static io.vouchsafe.privacy.internal.PrivacyMessages.TEXT;

import io.vouchsafe.privacy.spi.Detector;
import io.vouchsafe.privacy.spi.Operator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The operators and detectors of this installation. */
@ApplicationScoped
public class Catalogue {
    private final Map<String, Operator> operators = new TreeMap<>();
    private final Map<String, List<Detector>> detectors = new TreeMap<>();

    @Inject
    public Catalogue(@Any Instance<Operator> operators, @Any Instance<Detector> detectors) {
        this((Iterable<Operator>) operators, detectors);
    }

    /** The same without a container. */
    public Catalogue(Iterable<Operator> operators, Iterable<Detector> detectors) {
        for (Operator operator : operators) {
            if (this.operators.put(operator.name(), operator) != null) {
                throw TEXT.twiceNamed("operators", operator.name());
            }
        }
        for (Detector detector : detectors) {
            for (String entity : detector.entities()) {
                this.detectors.computeIfAbsent(entity, any -> new ArrayList<>()).add(detector);
            }
        }
    }

    /** For the client proxy. */
    protected Catalogue() {}

    public Optional<Operator> operator(String name) {
        return Optional.ofNullable(operators.get(name));
    }

    /** Those that find {@code entity}; empty when none does. */
    public List<Detector> detectors(String entity) {
        return detectors.getOrDefault(entity, List.of());
    }

    public String operatorNames() {
        return String.join(", ", operators.keySet());
    }

    public String entityNames() {
        return String.join(", ", detectors.keySet());
    }
}
