package io.vouchsafe.governance.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Snapshot;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedRolloutsTest {
    private static final ServingPlan PLAN =
            new ServingPlan(
                    Map.of(
                            ref("served@1"), deployed("served@1"),
                            ref("served@2"), deployed("served@2"),
                            ref("halted@1"), deployed("halted@1")),
                    Map.of(
                            new ModelName("served"), ref("served@2"),
                            new ModelName("halted"), ref("halted@2")),
                    Set.of(ref("served@3"), ref("halted@2")),
                    Set.of(
                            new ModelName("served"),
                            new ModelName("halted"),
                            new ModelName("draft")));

    private final PlannedRollouts rollouts = new PlannedRollouts(fixed(PLAN));

    @ParameterizedTest(name = "{0} version {1} label {2} → {3}: {4}")
    @CsvSource({
        "served, ,         , served@2,       no version asked for: the champion",
        "served, , champion, served@2,       the champion by its label",
        "served, 1,        , served@1,       a former champion behind its number",
        "served, 2, champion, served@2,      number and label agree",
        "served, 3,        , MODEL_STOPPED,  a stopped version",
        "served, 9,        , NOT_DEPLOYED,   a version that was never deployed",
        "served, 0,        , NOT_DEPLOYED,   a number that no version has",
        "served, -4,       , NOT_DEPLOYED,   a number that no version has",
        "served, , challenger, NOT_DEPLOYED, an alias that is not there",
        "halted, ,         , MODEL_STOPPED,  a stopped champion: nobody takes its place",
        "halted, , champion, MODEL_STOPPED,  the same by its label",
        "halted, 1,        , halted@1,       another version when asked for by number",
        "draft, ,          , NOT_DEPLOYED,   known but nothing deployed",
        "draft, 1,         , NOT_DEPLOYED,   a draft",
        "nobody, ,         , UNKNOWN_MODEL,  no such model",
        "nobody, 1, champion, UNKNOWN_MODEL, no such model",
    })
    void question_hasTheAnswerOfTheTable(
            String model,
            @Nullable Long version,
            @Nullable String label,
            String answer,
            String because) {
        Routing routing = rollouts.route(new ModelName(model), version, label);

        Routing expected =
                answer.contains("@")
                        ? new Routing.Route(deployed(answer))
                        : new Routing.Unroutable(Reason.valueOf(answer));
        assertThat(routing).as(because).isEqualTo(expected);
    }

    private static ModelRef ref(String text) {
        return ModelRef.parse(text);
    }

    private static DeployedVersion deployed(String ref) {
        return new DeployedVersion(
                ref(ref), "sha256:" + "0".repeat(64), Map.of(), CardSettings.NONE);
    }

    private static Snapshot<ServingPlan> fixed(ServingPlan plan) {
        return new Snapshot<>() {
            @Override
            public ServingPlan current() {
                return plan;
            }

            @Override
            public void onChange(Consumer<? super ServingPlan> listener) {
                listener.accept(plan);
            }
        };
    }
}
