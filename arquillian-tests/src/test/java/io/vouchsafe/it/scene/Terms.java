package io.vouchsafe.it.scene;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a contract says, before anybody agreed to it. */
public record Terms(
        String partner,
        String plan,
        List<String> models,
        List<String> purposes,
        @Nullable String maskingPolicy,
        Map<String, List<String>> hiddenOutputs,
        Instant validFrom,
        @Nullable Instant validTo) {
    public static final String PURPOSE = "it-testing";

    /** Of acme, for one purpose, on a plan that nobody exhausts, without masking. */
    public static Terms of(String... models) {
        return new Terms(
                "acme",
                Scene.generousPlan(),
                List.of(models),
                List.of(PURPOSE),
                null,
                Map.of(),
                Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS),
                null);
    }

    public Terms forPartner(String other) {
        return new Terms(
                other, plan, models, purposes, maskingPolicy, hiddenOutputs, validFrom, validTo);
    }

    public Terms onPlan(String other) {
        return new Terms(
                partner, other, models, purposes, maskingPolicy, hiddenOutputs, validFrom, validTo);
    }

    public Terms forPurposes(String... others) {
        return new Terms(
                partner,
                plan,
                models,
                List.of(others),
                maskingPolicy,
                hiddenOutputs,
                validFrom,
                validTo);
    }

    public Terms masked(String policy) {
        return new Terms(
                partner, plan, models, purposes, policy, hiddenOutputs, validFrom, validTo);
    }

    public Terms hiding(String model, String... outputs) {
        return new Terms(
                partner,
                plan,
                models,
                purposes,
                maskingPolicy,
                Map.of(model, List.of(outputs)),
                validFrom,
                validTo);
    }

    public Terms until(Instant end) {
        return new Terms(
                partner, plan, models, purposes, maskingPolicy, hiddenOutputs, validFrom, end);
    }

    /** The body of {@code POST /api/contracts}. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("partner", partner);
        body.put("plan", plan);
        body.put("models", models);
        body.put("purposes", purposes);
        body.put("maskingPolicy", maskingPolicy);
        body.put("validFrom", validFrom.toString());
        body.put("validTo", validTo == null ? null : validTo.toString());
        if (!hiddenOutputs.isEmpty()) {
            body.put("hiddenOutputs", hiddenOutputs);
        }
        return body;
    }
}
