package io.vouchsafe.rest.internal.management;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A contract.
 *
 * @param plan its id
 * @param terms the plan's revision in force
 * @param hiddenOutputs model to outputs the partner does not see
 */
record ContractJson(
        ContractId id,
        int revision,
        ContractState state,
        PartnerId partner,
        PlanId plan,
        PlanJson terms,
        List<ModelName> models,
        List<Purpose> purposes,
        @Nullable PolicyId maskingPolicy,
        Map<String, List<String>> hiddenOutputs,
        Instant validFrom,
        @Nullable Instant validTo,
        List<Step> history) {
    /** One step of its life. */
    record Step(ContractState state, String by, Instant at, @Nullable String comment) {}

    static ContractJson of(ContractView contract) {
        return new ContractJson(
                contract.ref().id(),
                contract.ref().revision(),
                contract.state(),
                contract.partner(),
                contract.plan().ref().id(),
                PlanJson.of(contract.plan()),
                sorted(contract.models(), ModelName::value),
                sorted(contract.purposes(), Purpose::value),
                contract.maskingPolicy(),
                hidden(contract.hiddenOutputs()),
                contract.validFrom(),
                contract.validTo(),
                contract.history().stream()
                        .map(step -> new Step(step.state(), step.by(), step.at(), step.comment()))
                        .toList());
    }

    private static <T> List<T> sorted(Set<T> values, java.util.function.Function<T, String> by) {
        return values.stream().sorted(Comparator.comparing(by)).toList();
    }

    private static Map<String, List<String>> hidden(Map<ModelName, Set<String>> outputs) {
        Map<String, List<String>> byName = new TreeMap<>();
        outputs.forEach(
                (model, names) -> byName.put(model.value(), names.stream().sorted().toList()));
        return byName;
    }
}
