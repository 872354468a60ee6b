package io.vouchsafe.governance.internal.rollout;

import static io.vouchsafe.governance.internal.registry.RegistryNode.APPROVER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.CREDIT;
import static io.vouchsafe.governance.internal.registry.RegistryNode.OWNER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.SIGNATURES;
import static io.vouchsafe.governance.internal.registry.RegistryNode.V1;
import static io.vouchsafe.governance.internal.registry.RegistryNode.V2;
import static io.vouchsafe.governance.internal.registry.RegistryNode.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.governance.internal.registry.RegistryNode;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingPlanTest {
    private final DataSource database = TestDatabase.fresh();
    private final RegistryNode here = new RegistryNode(database);
    private final RegistryNode there = new RegistryNode(database);
    private final PlannedRollouts rollouts =
            new PlannedRollouts(here.snapshots().follow(new PlanSource()));
    @TempDir Path folder;

    @BeforeEach
    void createModel() {
        here.done(registry -> registry.create(OWNER, CREDIT));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void createdModel_isKnownAtOnce() {
        assertThat(answer(null)).isEqualTo(new Routing.Unroutable(Reason.NOT_DEPLOYED));
    }

    @Test
    void approvedVersion_answersOnlyOnceDeployed() {
        VersionView version = here.approved(files(folder, "a"));
        assertThat(answer(null)).isEqualTo(new Routing.Unroutable(Reason.NOT_DEPLOYED));

        here.done(registry -> registry.deploy(APPROVER, V1, null));

        assertThat(answer(null))
                .isEqualTo(
                        new Routing.Route(
                                new DeployedVersion(
                                        V1,
                                        version.digest(),
                                        Map.of(Signature.DEFAULT, SIGNATURES.getFirst()),
                                        CardSettings.NONE)));
    }

    @Test
    void newChampionAndRollback_moveTheAnswerAtOnce() {
        here.deployed(files(folder.resolve("1"), "a"));
        here.deployed(files(folder.resolve("2"), "b"));
        assertThat(answering(null)).isEqualTo("credit-risk@2");
        assertThat(answering(1L)).isEqualTo("credit-risk@1");

        here.done(registry -> registry.rollback(APPROVER, V2, null));

        assertThat(answering(null)).isEqualTo("credit-risk@1");
        assertThat(answering(2L)).isEqualTo("credit-risk@2");
    }

    @Test
    void stoppedChampion_isNotReplacedByAnOlderVersion() {
        here.deployed(files(folder.resolve("1"), "a"));
        here.deployed(files(folder.resolve("2"), "b"));

        here.done(registry -> registry.stop(APPROVER, V2, null));

        assertThat(answer(null)).isEqualTo(new Routing.Unroutable(Reason.MODEL_STOPPED));
        assertThat(answer(2L)).isEqualTo(new Routing.Unroutable(Reason.MODEL_STOPPED));
        assertThat(answering(1L)).isEqualTo("credit-risk@1");

        here.done(registry -> registry.resume(APPROVER, V2, null));
        assertThat(answering(null)).isEqualTo("credit-risk@2");
    }

    @Test
    void writtenCard_isInThePlanAtOnce() {
        here.deployed(files(folder, "a"));
        CardSettings settings = new CardSettings(Map.of("age", "40", "note", ""), null);

        here.done(registry -> registry.writeCard(OWNER, CREDIT, new Card("# Card", settings)));

        assertThat(rollouts.plan().current().deployed().get(V1))
                .extracting(DeployedVersion::card)
                .isEqualTo(settings);
    }

    @Test
    void stopOnOneNode_isObeyedOnEveryOtherWithinASecond() throws InterruptedException {
        there.deployed(files(folder, "a"));
        here.snapshots().refresh();
        here.snapshots().scheduled();
        assertThat(answering(null)).isEqualTo("credit-risk@1");
        CountDownLatch obeyed = new CountDownLatch(1);
        rollouts.plan()
                .onChange(
                        plan -> {
                            if (plan.stopped().contains(V1)) {
                                obeyed.countDown();
                            }
                        });

        there.done(registry -> registry.stop(APPROVER, V1, "harm"));

        assertThat(obeyed.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(answer(null)).isEqualTo(new Routing.Unroutable(Reason.MODEL_STOPPED));
    }

    private Routing answer(@org.jspecify.annotations.Nullable Long version) {
        return rollouts.route(CREDIT, version, null);
    }

    private String answering(@org.jspecify.annotations.Nullable Long version) {
        return answer(version) instanceof Routing.Route route
                ? route.version().ref().toString()
                : "nobody";
    }
}
