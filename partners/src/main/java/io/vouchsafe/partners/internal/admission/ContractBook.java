package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All contracts that may explain an answer, by partner; immutable. */
final class ContractBook {
    private final Map<PartnerId, List<Terms>> byPartner = new HashMap<>();
    private final Set<ContractId> ids = new HashSet<>();

    /**
     * @param newestFirst of all partners
     */
    ContractBook(List<Terms> newestFirst) {
        for (Terms terms : newestFirst) {
            byPartner.computeIfAbsent(terms.partner(), any -> new ArrayList<>()).add(terms);
            ids.add(terms.contract().id());
        }
    }

    boolean knows(ContractId contract) {
        return ids.contains(contract);
    }

    /**
     * The contract a call stands on: the newest in force that names the model, or else the one that
     * best explains why there is none.
     *
     * @param named looks at this contract only
     */
    Optional<Terms> choose(
            PartnerId partner, ModelName model, @Nullable ContractId named, Instant time) {
        Terms best = null;
        for (Terms terms : byPartner.getOrDefault(partner, List.of())) {
            boolean asked = named == null || terms.contract().id().equals(named);
            if (!asked || !terms.models().contains(model)) {
                continue;
            }
            if (terms.isInForce(time)) {
                return Optional.of(terms);
            }
            if (best == null || CLOSER_TO_FORCE.compare(terms, best) > 0) {
                best = terms;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Models of contracts in force. */
    Set<ModelName> models(PartnerId partner, Instant time) {
        Set<ModelName> models = new HashSet<>();
        for (Terms terms : byPartner.getOrDefault(partner, List.of())) {
            if (terms.isInForce(time)) {
                models.addAll(terms.models());
            }
        }
        return models;
    }

    private static final Comparator<Terms> CLOSER_TO_FORCE =
            Comparator.comparingInt(ContractBook::closeness);

    private static int closeness(Terms terms) {
        return switch (terms.state()) {
            case ACTIVE -> 5;
            case SUSPENDED -> 4;
            case SIGNED -> 3;
            case OFFERED -> 2;
            case DRAFT -> 1;
            case TERMINATED, WITHDRAWN -> 0;
        };
    }
}
