package io.vouchsafe.governance.internal.registry;

import static io.vouchsafe.governance.internal.registry.RegistryNode.APPROVER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.CREDIT;
import static io.vouchsafe.governance.internal.registry.RegistryNode.NOW;
import static io.vouchsafe.governance.internal.registry.RegistryNode.OWNER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.SIGNATURES;
import static io.vouchsafe.governance.internal.registry.VersionLifeTest.declined;
import static io.vouchsafe.governance.internal.registry.VersionLifeTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.internal.artefact.ArtefactStore;
import io.vouchsafe.kernel.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChampionTest {
    private final Model model = new Model(CREDIT, OWNER.name(), NOW);
    private final Version one = approved(1);
    private final Version two = approved(2);
    private final Version three = approved(3);

    @Test
    void modelWithoutDeployment_hasNoChampion() {
        assertThat(model.champion()).isEmpty();
        assertThat(one.view().champion()).isFalse();
    }

    @Test
    void newChampion_leavesTheFormerOneDeployed() {
        deploy(one);
        deploy(two);

        assertThat(model.champion()).contains(two);
        assertThat(one.state()).isEqualTo(VersionState.DEPLOYED);
        assertThat(one.view().champion()).isFalse();
        assertThat(two.view().champion()).isTrue();
    }

    @Test
    void rollback_goesBackStepByStepNeverForward() {
        deploy(one);
        deploy(two);
        deploy(three);

        assertThat(done(rollback(three))).isSameAs(two);
        assertThat(done(rollback(two))).isSameAs(one);

        assertThat(declined(rollback(one)).problem()).isEqualTo("no-former-champion");
        assertThat(model.champion()).contains(one);
    }

    @Test
    void deploymentAfterARollback_returnsToWhatItReplaced() {
        deploy(one);
        deploy(two);
        done(rollback(two));
        deploy(three);

        assertThat(done(rollback(three))).isSameAs(one);
    }

    @Test
    void rollback_isNotedOnBothVersions() {
        deploy(one);
        deploy(two);

        done(rollback(two));

        assertThat(one.view().history().getLast().comment()).isEqualTo("worse");
        assertThat(two.view().history().getLast().comment()).isEqualTo("worse");
        assertThat(two.state()).isEqualTo(VersionState.DEPLOYED);
    }

    @Test
    void rollbackOfAnotherVersion_isDeclined() {
        deploy(one);
        deploy(two);

        Outcome<Version> outcome = rollback(one);

        assertThat(declined(outcome).kind()).isEqualTo(Outcome.Kind.CONFLICT);
        assertThat(declined(outcome).problem()).isEqualTo("not-champion");
        assertThat(model.champion()).contains(two);
    }

    @Test
    void rollbackToAStoppedVersion_isDeclinedWithItsName() {
        deploy(one);
        deploy(two);
        done(model.stop(one, APPROVER, NOW, null));

        Outcome<Version> outcome = rollback(two);

        assertThat(declined(outcome).kind()).isEqualTo(Outcome.Kind.CONFLICT);
        assertThat(declined(outcome).problem()).isEqualTo("former-champion-not-deployed");
        assertThat(declined(outcome).detail()).contains("credit-risk@1").contains("STOPPED");
        assertThat(model.champion()).contains(two);
    }

    @Test
    void stoppedChampion_staysChampionUntilItIsRolledBack() {
        deploy(one);
        deploy(two);
        done(model.stop(two, APPROVER, NOW, null));
        assertThat(model.champion()).contains(two);

        done(rollback(two));

        assertThat(model.champion()).contains(one);
        assertThat(two.state()).isEqualTo(VersionState.STOPPED);
    }

    @Test
    void versionThatWasNotApproved_becomesNoChampion() {
        Version draft = draft(4);

        Outcome<Version> outcome = model.deploy(draft, APPROVER, NOW, null);

        assertThat(declined(outcome).problem()).isEqualTo("wrong-state");
        assertThat(model.champion()).isEmpty();
    }

    @Test
    void stagedVersion_isDeployedBesideTheChampion() {
        deploy(one);

        done(model.stage(two, APPROVER, NOW, null));

        assertThat(two.state()).isEqualTo(VersionState.DEPLOYED);
        assertThat(model.champion()).contains(one);
        assertThat(model.rollout().former()).isNull();
    }

    @Test
    void promotedVersion_isChampion_andARollbackReturnsToTheOneBefore() {
        deploy(one);
        done(model.stage(two, APPROVER, NOW, null));

        done(model.promote(two, APPROVER, NOW, "proved"));

        assertThat(model.champion()).contains(two);
        assertThat(two.view().history().getLast().comment()).isEqualTo("proved");
        assertThat(model.rollout().former()).isEqualTo(one.ref());
        assertThat(done(rollback(two))).isSameAs(one);
    }

    @Test
    void onlyADeployedVersionBesideTheChampion_isPromoted() {
        deploy(one);

        assertThat(declined(model.promote(one, APPROVER, NOW, null)).problem())
                .isEqualTo("already-champion");
        assertThat(declined(model.promote(two, APPROVER, NOW, null)).problem())
                .isEqualTo("wrong-state");
        assertThat(model.champion()).contains(one);
    }

    @Test
    void rollback_endsTheCanary_andOnlyTheShadowItConcerns() {
        deploy(one);
        deploy(two);
        done(model.stage(three, APPROVER, NOW, null));
        share(Rollout.Kind.CANARY, three);
        share(Rollout.Kind.SHADOW, three);

        done(rollback(two));

        assertThat(model.rollout().canary()).isNull();
        assertThat(model.rollout().shadow()).isEqualTo(new Rollout.Share(three.ref(), 50));
    }

    @Test
    void rollbackToTheShadow_endsIt() {
        deploy(one);
        deploy(two);
        share(Rollout.Kind.SHADOW, one);

        done(rollback(two));

        assertThat(model.rollout().shadow()).isNull();
    }

    @Test
    void stopOfACanary_endsIt_andItsAliasStays() {
        deploy(one);
        done(model.stage(two, APPROVER, NOW, null));
        share(Rollout.Kind.CANARY, two);
        done(model.assign("challenger", two, APPROVER, NOW));

        done(model.stop(two, APPROVER, NOW, null));

        assertThat(model.rollout().canary()).isNull();
        assertThat(model.rollout().aliases()).containsExactly(Map.entry("challenger", two.ref()));
    }

    @Test
    void promotedCanary_isNoCanaryAnyMore() {
        deploy(one);
        done(model.stage(two, APPROVER, NOW, null));
        share(Rollout.Kind.CANARY, two);
        share(Rollout.Kind.SHADOW, two);

        done(model.promote(two, APPROVER, NOW, null));

        assertThat(model.rollout().canary()).isNull();
        assertThat(model.rollout().shadow()).isNull();
    }

    @Test
    void shareWithoutChampion_isDeclined() {
        done(model.stage(one, APPROVER, NOW, null));

        assertThat(declined(model.share(Rollout.Kind.CANARY, one, 50, APPROVER, NOW)).problem())
                .isEqualTo("no-champion");
    }

    private void share(Rollout.Kind kind, Version version) {
        done(model.share(kind, version, 50, APPROVER, NOW));
    }

    private void deploy(Version version) {
        done(model.deploy(version, APPROVER, NOW, null));
    }

    private Outcome<Version> rollback(Version version) {
        return model.rollback(version, APPROVER, NOW, "worse");
    }

    private Version approved(long number) {
        Version version = draft(number);
        done(version.submit(OWNER, NOW, null));
        return done(version.approve(APPROVER, NOW, null));
    }

    private Version draft(long number) {
        return new Version(
                model,
                number,
                new ArtefactStore.Stored("sha256:" + "0".repeat(64), 42),
                "tensorflow",
                SIGNATURES,
                OWNER.name(),
                NOW);
    }
}
