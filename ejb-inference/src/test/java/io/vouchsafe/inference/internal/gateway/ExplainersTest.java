package io.vouchsafe.inference.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.inference.fakes.FunctionModel;
import io.vouchsafe.inference.internal.explanation.OcclusionExplainer;
import io.vouchsafe.inference.internal.explanation.ShapleyExplainer;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainersTest {
    private static final TensorSpec TEXT = new TensorSpec("text", DataType.BYTES, Shape.of(-1));
    private static final TensorSpec AGE = new TensorSpec("age", DataType.FP32, Shape.of(-1));

    private final Explainers explainers =
            new Explainers(List.of(new ShapleyExplainer(), new OcclusionExplainer()));

    private static ModelRoute route(TensorSpec... inputs) {
        FunctionModel model = new FunctionModel(List.of(inputs), 0, row -> new double[] {0});
        return new ModelRoute(
                new DeployedVersion(
                        new ModelRef(new ModelName("risk"), 1),
                        "sha256:" + "0".repeat(64),
                        model.signatures(),
                        CardSettings.NONE),
                model,
                model.signature(),
                null);
    }

    private String chosen(String method, ModelRoute route) {
        return java.util.Objects.requireNonNull(explainers.choose(method, route)).method();
    }

    @Test
    void auto_isTheBestThatTheModelOffers() {
        assertThat(chosen("auto", route(TEXT))).isEqualTo("occlusion");
        assertThat(chosen("auto", route(AGE, TEXT))).isEqualTo("shapley");
        assertThat(chosen("auto", route(AGE))).isEqualTo("shapley");
    }

    @Test
    void aMethodByName_isThatMethod() {
        assertThat(chosen("shapley", route(TEXT))).isEqualTo("shapley");
        assertThat(explainers.choose(null, route(TEXT))).isNull();
    }

    @Test
    void aMethodThatTheModelLacks_isRefused_withThoseItHas() {
        assertThatThrownBy(() -> explainers.choose("occlusion", route(AGE)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(Reason.EXPLANATION_UNAVAILABLE);
                            assertThat(refused.detail()).contains("'occlusion'", "shapley");
                        });
    }

    @Test
    void auto_whereThereIsNone_isRefusedToo() {
        assertThatThrownBy(() -> new Explainers(List.of()).choose("auto", route(AGE)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void offered_areTheMethodsThatSupportTheSignature() {
        ModelRoute both = route(AGE, TEXT);
        ModelRoute number = route(AGE);

        assertThat(explainers.offered(both.model(), both.signature()))
                .containsExactly("shapley", "occlusion");
        assertThat(explainers.offered(number.model(), number.signature()))
                .isEqualTo(List.of("shapley"));
    }
}
