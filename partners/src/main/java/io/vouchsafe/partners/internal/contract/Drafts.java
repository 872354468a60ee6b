package io.vouchsafe.partners.internal.contract;

import static io.vouchsafe.partners.internal.PartnersMessages.TEXT;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.NewPartner;
import io.vouchsafe.partners.NewPlan;
import io.vouchsafe.partners.internal.Ids;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is wrong with a draft before the database is asked; empty: nothing. */
final class Drafts {
    static final int LONGEST_COMMENT = 2000;

    private static final int LONGEST_NAME = 200;
    private static final int MOST_MODELS = 500;
    private static final int MOST_PURPOSES = 50;
    private static final int MOST_HIDDEN = 200;
    private static final int LONGEST_OUTPUT = 256;
    private static final long MOST_PER_SECOND = 1_000_000;
    private static final long MOST_PER_DAY = 100_000_000_000L;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Drafts() {}

    static Optional<String> problem(NewPartner partner) {
        if (isNoName(partner.name())) {
            return Optional.of(TEXT.length("name", LONGEST_NAME));
        }
        if (partner.country() != null && !COUNTRIES.contains(partner.country())) {
            return Optional.of(TEXT.country());
        }
        String field = partner.id() == null ? "name" : "id";
        return partnerId(partner).isEmpty() ? Optional.of(TEXT.noId(field)) : Optional.empty();
    }

    static Optional<PartnerId> partnerId(NewPartner partner) {
        return id(partner.id() == null ? Ids.slug(partner.name()) : partner.id(), PartnerId::new);
    }

    static Optional<String> problem(NewPlan plan) {
        if (isNoName(plan.name())) {
            return Optional.of(TEXT.length("name", LONGEST_NAME));
        }
        if (planId(plan).isEmpty()) {
            return Optional.of(TEXT.noId("name"));
        }
        if (plan.pricePerCall().amount().signum() < 0) {
            return Optional.of(TEXT.negativePrice());
        }
        if (plan.requestsPerSecond() < 1 || plan.requestsPerSecond() > MOST_PER_SECOND) {
            return Optional.of(TEXT.range("requestsPerSecond", MOST_PER_SECOND));
        }
        if (plan.callsPerDay() < 1 || plan.callsPerDay() > MOST_PER_DAY) {
            return Optional.of(TEXT.range("callsPerDay", MOST_PER_DAY));
        }
        return Optional.empty();
    }

    static Optional<PlanId> planId(NewPlan plan) {
        return id(Ids.slug(plan.name()), PlanId::new);
    }

    static Optional<String> problem(NewContract contract) {
        int models = contract.models().size();
        if (models < 1 || models > MOST_MODELS) {
            return Optional.of(TEXT.count("models", MOST_MODELS, models));
        }
        int purposes = contract.purposes().size();
        if (purposes < 1 || purposes > MOST_PURPOSES) {
            return Optional.of(TEXT.count("purposes", MOST_PURPOSES, purposes));
        }
        if (contract.validTo() != null && !contract.validTo().isAfter(contract.validFrom())) {
            return Optional.of(TEXT.validToBeforeValidFrom());
        }
        for (var hidden : contract.hiddenOutputs().entrySet()) {
            ModelName model = hidden.getKey();
            if (!contract.models().contains(model)) {
                return Optional.of(TEXT.hiddenOfAnotherModel(model));
            }
            if (areNoOutputs(hidden.getValue())) {
                return Optional.of(TEXT.hiddenOutputs(MOST_HIDDEN));
            }
        }
        return Optional.empty();
    }

    private static boolean areNoOutputs(Set<String> outputs) {
        return outputs.isEmpty()
                || outputs.size() > MOST_HIDDEN
                || outputs.stream()
                        .anyMatch(each -> each.isEmpty() || each.length() > LONGEST_OUTPUT);
    }

    private static boolean isNoName(String name) {
        return name.isBlank() || name.length() > LONGEST_NAME;
    }

    private static <T> Optional<T> id(String value, Function<String, T> type) {
        try {
            return Optional.of(type.apply(value));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
