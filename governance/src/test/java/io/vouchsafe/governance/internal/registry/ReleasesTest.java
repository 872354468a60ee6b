package io.vouchsafe.governance.internal.registry;

import static io.vouchsafe.governance.internal.registry.RegistryNode.APPROVER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.CREDIT;
import static io.vouchsafe.governance.internal.registry.RegistryNode.NOW;
import static io.vouchsafe.governance.internal.registry.RegistryNode.OWNER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.V1;
import static io.vouchsafe.governance.internal.registry.RegistryNode.V2;
import static io.vouchsafe.governance.internal.registry.RegistryNode.V3;
import static io.vouchsafe.governance.internal.registry.RegistryNode.files;
import static io.vouchsafe.governance.internal.registry.VersionLifeTest.declined;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.governance.Releases;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.RolloutView;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.governance.internal.rollout.PlanSource;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasesTest {
    private static final DataSource DATABASE = TestDatabase.fresh();
    private static final RegistryNode NODE = new RegistryNode(DATABASE);
    private static final Snapshot<ServingPlan> PLAN = NODE.snapshots().follow(new PlanSource());
    private final RegistryNode node = NODE;
    @TempDir Path folder;

    @BeforeEach
    void championAndAnother() throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE recorded, governance.model, governance.artefact CASCADE");
        }
        node.done(registry -> registry.create(OWNER, CREDIT));
        node.deployed(files(folder.resolve("1"), "a"));
        node.staged(files(folder.resolve("2"), "b"));
    }

    @AfterAll
    static void close() {
        NODE.close();
    }

    @Test
    void canaryShadowAndAlias_areInThePlanAtOnce() {
        node.released(share(Rollout.Kind.CANARY, V2, 100));
        node.released(share(Rollout.Kind.SHADOW, V2, 1000));
        RolloutView view = node.released(faces -> faces.assign(APPROVER, V2, "challenger"));

        Rollout expected =
                new Rollout(
                        Map.of("challenger", V2),
                        new Rollout.Share(V2, 100),
                        new Rollout.Share(V2, 1000),
                        null);
        assertThat(view).isEqualTo(new RolloutView(CREDIT, V1, expected, null));
        assertThat(PLAN.current().rollout(CREDIT)).isEqualTo(expected);
        assertThat(node.released(faces -> faces.rollout(OWNER, CREDIT))).isEqualTo(view);
        assertThat(lastEvents(3))
                .containsExactly(
                        "model.canary.shared by anton",
                        "model.shadow.shared by anton",
                        "model.alias.assigned by anton");
    }

    @Test
    void endedShares_leaveThePlanAtOnce() {
        node.released(share(Rollout.Kind.CANARY, V2, 100));
        node.released(faces -> faces.assign(APPROVER, V2, "challenger"));

        node.released(faces -> faces.end(APPROVER, Rollout.Kind.CANARY, CREDIT));
        node.released(faces -> faces.unassign(APPROVER, CREDIT, "challenger"));

        assertThat(PLAN.current().rollout(CREDIT)).isEqualTo(Rollout.NONE);
        assertThat(lastEvents(2))
                .containsExactly("model.canary.ended by anton", "model.alias.removed by anton");
    }

    @Test
    void anAlias_movesFromOneVersionToAnother() {
        node.released(faces -> faces.assign(APPROVER, V2, "stable"));

        node.released(faces -> faces.assign(APPROVER, V1, "stable"));

        assertThat(PLAN.current().rollout(CREDIT).aliases()).isEqualTo(Map.of("stable", V1));
    }

    @Test
    void whatIsNotDeployed_getsNoTraffic() {
        node.approved(files(folder.resolve("3"), "c"));

        assertThat(problem(share(Rollout.Kind.CANARY, V3, 100))).isEqualTo("wrong-state");
        assertThat(problem(faces -> faces.assign(APPROVER, V3, "x"))).isEqualTo("wrong-state");
        assertThat(problem(share(Rollout.Kind.SHADOW, new ModelRef(CREDIT, 9), 100)))
                .isEqualTo("unknown-version");
        assertThat(PLAN.current().rollout(CREDIT)).isEqualTo(Rollout.NONE);
    }

    @Test
    void theChampion_isNoCanaryOfItself() {
        assertThat(problem(share(Rollout.Kind.CANARY, V1, 100))).isEqualTo("already-champion");
    }

    @Test
    void whatIsNotThere_cannotEnd() {
        assertThat(problem(faces -> faces.end(APPROVER, Rollout.Kind.SHADOW, CREDIT)))
                .isEqualTo("no-traffic-share");
        assertThat(problem(faces -> faces.unassign(APPROVER, CREDIT, "challenger")))
                .isEqualTo("unknown-alias");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001, Integer.MAX_VALUE})
    void aShareIsAPartOfAThousand(int perMille) {
        assertThat(problem(share(Rollout.Kind.CANARY, V2, perMille))).isEqualTo("traffic-share");
    }

    @ParameterizedTest
    @ValueSource(strings = {"champion", "Challenger", "1st", "", "a b", "ä", "-x"})
    void aLabelIsALowerCaseWordButTheChampions(String label) {
        assertThat(problem(faces -> faces.assign(APPROVER, V2, label))).isEqualTo("alias-label");
    }

    @Test
    void aRollback_endsTheCanaryWithAnEventOfItsOwn() {
        node.done(registry -> registry.promote(APPROVER, V2, null));
        node.staged(files(folder.resolve("3"), "c"));
        node.released(share(Rollout.Kind.CANARY, V3, 100));

        node.done(registry -> registry.rollback(APPROVER, V2, "worse"));

        assertThat(PLAN.current().champions()).containsEntry(CREDIT, V1);
        assertThat(PLAN.current().rollout(CREDIT).canary()).isNull();
        assertThat(lastEvents(2))
                .containsExactly(
                        "model.version.rolled-back by anton", "model.canary.ended by anton");
    }

    @Test
    void theFormerChampion_isInThePlan() {
        node.done(registry -> registry.promote(APPROVER, V2, null));

        assertThat(PLAN.current().rollout(CREDIT).former()).isEqualTo(V1);
    }

    @Test
    void twoPeopleAtOnce_leaveOneCanaryAndTwoEvents() throws Exception {
        node.staged(files(folder.resolve("3"), "c"));
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            Future<?> one = people.submit(() -> node.released(share(Rollout.Kind.CANARY, V2, 100)));
            Future<?> other =
                    people.submit(() -> node.released(share(Rollout.Kind.CANARY, V3, 200)));
            one.get();
            other.get();
        }

        RolloutView view = node.released(faces -> faces.rollout(OWNER, CREDIT));
        assertThat(view.rollout().canary())
                .isIn(new Rollout.Share(V2, 100), new Rollout.Share(V3, 200));
        assertThat(lastEvents(2)).containsOnly("model.canary.shared by anton");
    }

    @Test
    void whatNodesCounted_isAddedUp() {
        node.released(share(Rollout.Kind.SHADOW, V2, 500));
        Comparison counted = new Comparison(V2, V1, 10, 1, 2, 20, 19, 0.25, NOW);
        Comparison later = new Comparison(V2, V1, 5, 0, 0, 10, 10, 0.125, NOW.plusSeconds(9));

        node.release(faces -> added(faces, counted));
        node.release(faces -> added(faces, later));

        assertThat(node.released(faces -> faces.rollout(OWNER, CREDIT)).comparison())
                .isEqualTo(new Comparison(V2, V1, 15, 1, 2, 30, 29, 0.25, NOW));
    }

    @Test
    void aCountOfAVersionThatIsGone_isNone() {
        Comparison lost = new Comparison(new ModelRef(CREDIT, 9), V1, 1, 0, 0, 0, 0, 0, NOW);

        node.release(faces -> added(faces, lost));

        assertThat(node.released(faces -> faces.rollout(OWNER, CREDIT)).comparison()).isNull();
    }

    private static boolean added(Releases faces, Comparison counted) {
        faces.compared(counted);
        return true;
    }

    private static Function<Releases, Outcome<RolloutView>> share(
            Rollout.Kind kind, ModelRef version, int perMille) {
        return faces -> faces.share(APPROVER, kind, version, perMille);
    }

    private String problem(Function<Releases, Outcome<RolloutView>> work) {
        return declined(node.release(work)).problem();
    }

    private List<String> lastEvents(int count) {
        List<String> events = node.log.events();
        return events.subList(events.size() - count, events.size());
    }
}
