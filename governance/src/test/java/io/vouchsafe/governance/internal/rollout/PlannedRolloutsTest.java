package io.vouchsafe.governance.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.governance.TrafficKey;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
                            new ModelName("draft")),
                    Map.of(
                            new ModelName("served"),
                            new Rollout(
                                    Map.of("challenger", ref("served@1"), "old", ref("served@3")),
                                    new Rollout.Share(ref("served@1"), 100),
                                    new Rollout.Share(ref("served@1"), 250),
                                    ref("served@1")),
                            new ModelName("halted"),
                            new Rollout(
                                    Map.of(),
                                    new Rollout.Share(ref("halted@1"), 1000),
                                    new Rollout.Share(ref("halted@1"), 1000),
                                    null)));

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
        "served, , challenger, served@1,     an alias",
        "served, 1, challenger, served@1,    number and alias agree",
        "served, 2, challenger, NOT_DEPLOYED, number and alias disagree",
        "served, 1, champion, NOT_DEPLOYED,  number and label disagree",
        "served, , old,      MODEL_STOPPED,  an alias of a stopped version",
        "served, , stable,   NOT_DEPLOYED,   an alias that is not there",
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

    @Test
    void theCanaryAnswersExactlyItsShareOfAllKeys_andTheShadowCopiesTheRest() {
        int canary = 0;
        int shadowed = 0;
        int requests = 100_000;
        for (int i = 0; i < requests; i++) {
            Routing.Route route = route(TrafficKey.of("person-" + i, new byte[0]));
            canary += route.version().ref().version() == 1 ? 1 : 0;
            shadowed += route.shadow() == null ? 0 : 1;
            assertThat(route.version().ref().version() == 1 && route.shadow() != null).isFalse();
        }

        assertThat(canary).isBetween(9_500, 10_500); // five standard deviations of 10 %
        assertThat(shadowed).isBetween(21_800, 23_200); // a quarter of the champion's 90 %
    }

    @Test
    void onePersonAlwaysMeetsTheSameVersion_whateverIsAsked() {
        for (int person = 0; person < 200; person++) {
            long first = version(TrafficKey.of("person-" + person, new byte[] {0}));
            for (byte request = 1; request < 20; request++) {
                TrafficKey key = TrafficKey.of("person-" + person, new byte[] {request});
                assertThat(version(key)).isEqualTo(first);
            }
        }
    }

    @Test
    void aRequestWithoutPerson_isSpreadByItsBytes_andRepeatsItsSide() {
        Set<Long> met = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] body = ("{\"x\": " + i + "}").getBytes(StandardCharsets.UTF_8);
            long first = version(TrafficKey.of(null, body));

            assertThat(version(TrafficKey.of(null, body.clone()))).isEqualTo(first);
            met.add(first);
        }
        assertThat(met).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void numberOrLabel_neverMeetTheCanary() {
        for (int i = 0; i < 1_000; i++) {
            TrafficKey key = TrafficKey.of("person-" + i, new byte[0]);

            assertThat(rollouts.route(new ModelName("served"), 2L, null, key))
                    .isEqualTo(new Routing.Route(deployed("served@2")));
            assertThat(rollouts.route(new ModelName("served"), null, "champion", key))
                    .isEqualTo(new Routing.Route(deployed("served@2")));
        }
    }

    @Test
    void aStoppedChampion_isNotReplacedByItsCanary() {
        Routing routing =
                rollouts.route(
                        new ModelName("halted"), null, null, TrafficKey.of("anna", new byte[0]));

        assertThat(routing).isEqualTo(new Routing.Unroutable(Reason.MODEL_STOPPED));
    }

    @Test
    void aGrowingShare_keepsWhomItHad() {
        for (int i = 0; i < 10_000; i++) {
            TrafficKey key = TrafficKey.of("person-" + i, new byte[0]);
            boolean before = key.isWithin(100, "canary of m");

            assertThat(!before || key.isWithin(200, "canary of m")).isTrue();
            assertThat(key.isWithin(1000, "canary of m")).isTrue();
        }
    }

    private Routing.Route route(TrafficKey key) {
        return (Routing.Route) rollouts.route(new ModelName("served"), null, null, key);
    }

    private long version(TrafficKey key) {
        return route(key).version().ref().version();
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
