package io.vouchsafe.portal.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakeNotices;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRegistry;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionPageTest {
    private final FakeRegistry registry = new FakeRegistry();
    private final FakePartners partners =
            new FakePartners().partner("acme", "Acme Retail").partner("oriel", "Oriel Freight");
    private FakeNotices notices;

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "DRAFT,     model-owner, submit",
        "DRAFT,     admin,       submit",
        "DRAFT,     approver,    ''",
        "DRAFT,     auditor,     ''",
        "REJECTED,  model-owner, submit",
        "SUBMITTED, approver,    decide",
        "SUBMITTED, model-owner, waits",
        "SUBMITTED, auditor,     waits",
        "SUBMITTED, admin,       waits",
        "APPROVED,  approver,    deploy",
        "APPROVED,  model-owner, deploy",
        "APPROVED,  auditor,     ''",
        "DEPLOYED,  approver,    rollback stop",
        "DEPLOYED,  admin,       rollback stop",
        "DEPLOYED,  auditor,     ''",
        "STOPPED,   model-owner, resume",
        "STOPPED,   auditor,     ''"
    })
    void eachRole_isOfferedItsSteps(VersionState state, String role, String steps) {
        registry.version("risk", 1, state, "somebody", "somebody");

        assertThat(offered(page(FakePeople.provider("me", role)))).isEqualTo(steps);
    }

    @ParameterizedTest(name = "registered by {0}, submitted by {1}")
    @CsvSource({"me, somebody", "somebody, me", "me, me"})
    void ownWork_waitsForAnotherApprover(String registered, String submitted) {
        registry.version("risk", 1, VersionState.SUBMITTED, registered, submitted);

        VersionPage page = page(FakePeople.provider("me", Roles.APPROVER, Roles.MODEL_OWNER));

        assertThat(page.isMayDecide()).isFalse();
        assertThat(page.isWaitsForAnother()).isTrue();
    }

    @Test
    void aVersionThatIsNotTheChampion_cannotBeRolledBack() {
        registry.version("risk", 1, VersionState.STOPPED, "a", "a");

        assertThat(page(FakePeople.provider("me", Roles.APPROVER)).isMayRollback()).isFalse();
    }

    @Test
    void aStep_isTakenWithItsComment_andThePageIsShownAnew() {
        registry.version("risk", 1, VersionState.SUBMITTED, "a", "a");
        VersionPage page = page(FakePeople.provider("me", Roles.APPROVER));
        page.setComment("  looks right ");

        String next = page.approve();

        assertThat(registry.done).containsExactly("approve risk@1 looks right");
        assertThat(next).isEqualTo("version.xhtml?model=risk&version=1&faces-redirect=true");
        assertThat(notices.said).containsExactly("risk@1 is approved. It can be deployed now.");
    }

    @Test
    void everyStep_reachesItsFace() {
        registry.version("risk", 1, VersionState.DEPLOYED, "a", "a");
        VersionPage page = page(FakePeople.provider("me", Roles.APPROVER));

        page.submit();
        page.reject();
        page.deploy();
        page.stop();
        page.resume();
        page.rollback();

        assertThat(registry.done)
                .containsExactly(
                        "submit risk@1",
                        "reject risk@1",
                        "deploy risk@1",
                        "stop risk@1",
                        "resume risk@1",
                        "rollback risk@1");
        assertThat(notices.said).hasSize(6).noneMatch(said -> said.startsWith("!"));
    }

    @Test
    void aDeclinedStep_saysWhy_andChangesNothing() {
        registry.version("risk", 1, VersionState.SUBMITTED, "a", "a");
        registry.declines(Outcome.Kind.FORBIDDEN, "four-eyes", "'me' submitted it.");

        page(FakePeople.provider("me", Roles.APPROVER)).approve();

        assertThat(notices.said)
                .containsExactly("!A second person has to decide / 'me' submitted it.");
    }

    @Test
    void withoutAVersionInTheAddress_aStepLeadsToTheList() {
        VersionPage page = page(FakePeople.provider("me", Roles.APPROVER), Map.of("model", "risk"));

        assertThat(page.stop()).isEqualTo("models.xhtml?faces-redirect=true");
        assertThat(registry.done).isEmpty();
    }

    @Test
    void aConsequence_namesContractsCallsAndPartners() {
        registry.version("risk", 1, VersionState.DEPLOYED, "a", "a");
        partners.contract("C-2026-0001", "acme", ContractState.ACTIVE, "risk");
        partners.contract("C-2026-0002", "oriel", ContractState.ACTIVE, "risk");
        partners.contract("C-2026-0003", "acme", ContractState.SUSPENDED, "risk");
        partners.contract("C-2026-0004", "acme", ContractState.ACTIVE, "other");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        partners.used("C-2026-0001", today.minusDays(1), 70_000, 0, "0");
        partners.used("C-2026-0002", today.minusDays(7), 14_000, 0, "0");
        partners.used("C-2026-0001", today, 999_999, 0, "0");

        VersionPage page = page(FakePeople.provider("me", Roles.APPROVER));

        assertThat(page.getImpact())
                .isEqualTo(
                        "2 contracts, about 12,000 calls a day, are affected: Acme Retail, Oriel"
                                + " Freight.");
        assertThat(page.getContracts()).hasSize(2);
    }

    @Test
    void aModelNobodyHasAContractFor_concernsNobody() {
        registry.version("risk", 1, VersionState.DEPLOYED, "a", "a");

        assertThat(page(FakePeople.provider("me", Roles.APPROVER)).getImpact())
                .isEqualTo("No active contract names this model.");
    }

    @Test
    void theLife_isToldNewestFirst() {
        registry.version("risk", 1, VersionState.DEPLOYED, "a", "a");

        assertThat(page(FakePeople.provider("me", Roles.APPROVER)).getHistory())
                .extracting(step -> step.state())
                .containsExactly(VersionState.DEPLOYED, VersionState.DRAFT);
    }

    @Test
    void shapes_sayAnyWhereASizeVaries() {
        VersionPage page = page(FakePeople.provider("me", Roles.APPROVER), Map.of());

        assertThat(page.shape(new TensorSpec("x", DataType.FP32, Shape.of(-1, 16))))
                .isEqualTo("[?, 16]");
        assertThat(page.shape(new TensorSpec("x", DataType.FP32, null))).isEqualTo("?");
    }

    private static String offered(VersionPage page) {
        TreeSet<String> steps = new TreeSet<>();
        Map.of(
                        "submit", page.isMaySubmit(),
                        "decide", page.isMayDecide(),
                        "waits", page.isWaitsForAnother(),
                        "deploy", page.isMayDeploy(),
                        "stop", page.isMayStop(),
                        "resume", page.isMayResume(),
                        "rollback", page.isMayRollback())
                .forEach(
                        (step, open) -> {
                            if (open) {
                                steps.add(step);
                            }
                        });
        return String.join(" ", List.copyOf(steps));
    }

    private VersionPage page(FakePeople people) {
        VersionPage page = page(people, Map.of("model", "risk", "version", "1"));
        page.load();
        return page;
    }

    private VersionPage page(FakePeople people, Map<String, String> address) {
        Frame frame = new Frame(people, new FakeTrail(), partners, new FakeRequest().build());
        notices = new FakeNotices(frame);
        return new VersionPage(
                people,
                registry,
                registry,
                partners,
                partners,
                notices,
                frame,
                Address.with(address));
    }
}
