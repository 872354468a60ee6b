package io.vouchsafe.rest.internal.management;

import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.PlanView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Views as modules give them. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Samples() {}

    static VersionView version(VersionState state) {
        TensorSpec x = new TensorSpec("x", DataType.FP32, Shape.of(-1, 1));
        TensorSpec any = new TensorSpec("any", DataType.BYTES, null);
        return new VersionView(
                ModelRef.parse("half@124"),
                state,
                false,
                "sha256:00",
                "tensorflow",
                4711,
                List.of(
                        new Signature(
                                "serving_default",
                                "tensorflow/serving/predict",
                                List.of(x),
                                List.of(any))),
                "owner",
                null,
                null,
                List.of(new VersionView.Step(state, "owner", NOON, null)));
    }

    static ModelView model() {
        return new ModelView(
                new ModelName("half"), "owner", NOON, List.of(version(VersionState.DRAFT)));
    }

    static PlanView plan() {
        return new PlanView(
                PlanRef.parse("demo@2"), "Demo", Money.of("0.0010", "EUR"), 100, 100_000);
    }

    static ContractView contract(ContractState state) {
        return new ContractView(
                new ContractRef(new ContractId("C-2026-0117"), 3),
                state,
                new PartnerId("acme"),
                plan(),
                Set.of(new ModelName("half"), new ModelName("credit-risk")),
                Set.of(new Purpose("credit-decision")),
                new PolicyId("demo-masking"),
                Map.of(new ModelName("half"), Set.of("z", "a")),
                NOON,
                null,
                List.of(new ContractView.Step(state, "admin", NOON, "go")));
    }
}
