package io.vouchsafe.governance.internal.registry;

import static io.vouchsafe.governance.internal.registry.RegistryNode.APPROVER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.CREDIT;
import static io.vouchsafe.governance.internal.registry.RegistryNode.NOW;
import static io.vouchsafe.governance.internal.registry.RegistryNode.OWNER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.SIGNATURES;
import static io.vouchsafe.governance.internal.registry.VersionLifeTest.declined;
import static io.vouchsafe.governance.internal.registry.VersionLifeTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.internal.artefact.ArtefactStore;
import io.vouchsafe.kernel.Outcome;
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
