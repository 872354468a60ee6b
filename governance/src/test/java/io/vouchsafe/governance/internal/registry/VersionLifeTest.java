package io.vouchsafe.governance.internal.registry;

import static io.vouchsafe.governance.internal.registry.RegistryNode.APPROVER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.CREDIT;
import static io.vouchsafe.governance.internal.registry.RegistryNode.NOW;
import static io.vouchsafe.governance.internal.registry.RegistryNode.OWNER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.SIGNATURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.governance.internal.artefact.ArtefactStore;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Outcome.Declined;
import io.vouchsafe.kernel.Roles;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VersionLifeTest {
    /** Every verb, as its rightful caller would use it. */
    enum Deed {
        SUBMIT(OWNER, Version::submit),
        APPROVE(APPROVER, Version::approve),
        REJECT(APPROVER, Version::reject),
        DEPLOY(APPROVER, Version::deploy),
        STOP(APPROVER, Version::stop),
        RESUME(APPROVER, Version::resume);

        private final Caller by;
        private final Life.Verb verb;

        Deed(Caller by, Life.Verb verb) {
            this.by = by;
            this.verb = verb;
        }

        Outcome<Version> on(Version version) {
            return verb.move(version, by, NOW, "because");
        }
    }

    /** What leads where; what stands not here is a conflict. */
    private static final Map<VersionState, Map<Deed, VersionState>> ALLOWED =
            Map.of(
                    VersionState.DRAFT, Map.of(Deed.SUBMIT, VersionState.SUBMITTED),
                    VersionState.SUBMITTED,
                            Map.of(
                                    Deed.APPROVE, VersionState.APPROVED,
                                    Deed.REJECT, VersionState.REJECTED),
                    VersionState.APPROVED, Map.of(Deed.DEPLOY, VersionState.DEPLOYED),
                    VersionState.REJECTED, Map.of(Deed.SUBMIT, VersionState.SUBMITTED),
                    VersionState.DEPLOYED, Map.of(Deed.STOP, VersionState.STOPPED),
                    VersionState.STOPPED, Map.of(Deed.RESUME, VersionState.DEPLOYED));

    private static final Map<VersionState, Deed[]> WAY_TO = new EnumMap<>(VersionState.class);

    static {
        WAY_TO.put(VersionState.DRAFT, new Deed[] {});
        WAY_TO.put(VersionState.SUBMITTED, new Deed[] {Deed.SUBMIT});
        WAY_TO.put(VersionState.APPROVED, new Deed[] {Deed.SUBMIT, Deed.APPROVE});
        WAY_TO.put(VersionState.REJECTED, new Deed[] {Deed.SUBMIT, Deed.REJECT});
        WAY_TO.put(VersionState.DEPLOYED, new Deed[] {Deed.SUBMIT, Deed.APPROVE, Deed.DEPLOY});
        WAY_TO.put(
                VersionState.STOPPED,
                new Deed[] {Deed.SUBMIT, Deed.APPROVE, Deed.DEPLOY, Deed.STOP});
    }

    static Stream<Arguments> everyStateAndVerb() {
        return Stream.of(VersionState.values())
                .flatMap(
                        state ->
                                Stream.of(Deed.values())
                                        .map(
                                                deed ->
                                                        Arguments.of(
                                                                state,
                                                                deed,
                                                                ALLOWED.get(state).get(deed))));
    }

    @ParameterizedTest(name = "{1} of a {0} version leads to {2}")
    @MethodSource("everyStateAndVerb")
    void verb_leadsWhereTheTableSaysOrIsDeclined(
            VersionState from, Deed deed, @org.jspecify.annotations.Nullable VersionState to) {
        Version version = in(from);
        int steps = version.view().history().size();

        Outcome<Version> outcome = deed.on(version);

        if (to == null) {
            assertThat(declined(outcome).kind()).isEqualTo(Outcome.Kind.CONFLICT);
            assertThat(declined(outcome).problem()).isEqualTo("wrong-state");
            assertThat(declined(outcome).detail()).contains("credit-risk@1").contains(from.name());
            assertThat(version.state()).isEqualTo(from);
            assertThat(version.view().history()).hasSize(steps);
        } else {
            assertThat(outcome).isEqualTo(Outcome.done(version));
            assertThat(version.state()).isEqualTo(to);
            assertThat(version.view().history().getLast())
                    .isEqualTo(new VersionView.Step(to, deed.by.name(), NOW, "because"));
        }
    }

    @ParameterizedTest(name = "registered by {0}, submitted by {1}, decided by {2}: {3}")
    @CsvSource({
        "olga, olga, anton, ''",
        "olga, otto, anton, ''",
        "olga, olga, olga, four-eyes", // her own from end to end
        "anton, olga, anton, four-eyes", // who registered it
        "olga, anton, anton, four-eyes", // who submitted it
    })
    void decision_takesASecondPerson(
            String registered, String submitted, String decides, String problem) {
        for (Life.Verb verb : new Life.Verb[] {Version::approve, Version::reject}) {
            Version version = draftOf(registered);
            done(version.submit(person(submitted, Roles.MODEL_OWNER), NOW, null));

            Outcome<Version> outcome =
                    verb.move(
                            version, person(decides, Roles.APPROVER, Roles.MODEL_OWNER), NOW, null);

            if (problem.isEmpty()) {
                assertThat(done(outcome).view().decidedBy()).isEqualTo(decides);
            } else {
                assertThat(declined(outcome).kind()).isEqualTo(Outcome.Kind.FORBIDDEN);
                assertThat(declined(outcome).problem()).isEqualTo(problem);
                assertThat(version.state()).isEqualTo(VersionState.SUBMITTED);
                assertThat(version.view().decidedBy()).isNull();
            }
        }
    }

    @Test
    void secondPersonWithoutTheRole_isToldOfTheRole() {
        Version version = in(VersionState.SUBMITTED);

        Outcome<Version> outcome =
                version.approve(person("otto", Roles.MODEL_OWNER, Roles.ADMIN), NOW, null);

        assertThat(declined(outcome).kind()).isEqualTo(Outcome.Kind.FORBIDDEN);
        assertThat(declined(outcome).problem()).isEqualTo("role-missing");
    }

    @Test
    void ownApproval_isFourEyesBeforeItIsARoleOrAState() {
        Version draft = in(VersionState.DRAFT);

        Outcome<Version> outcome = draft.approve(OWNER, NOW, null);

        assertThat(declined(outcome).problem()).isEqualTo("four-eyes");
    }

    @Test
    void rejectedVersionSubmittedAgain_forgetsTheDecisionButNotTheHistory() {
        Version version = in(VersionState.REJECTED);

        done(version.submit(person("otto", Roles.MODEL_OWNER), NOW, "fixed"));

        assertThat(version.view().submittedBy()).isEqualTo("otto");
        assertThat(version.view().decidedBy()).isNull();
        assertThat(version.view().history())
                .extracting(VersionView.Step::state)
                .containsExactly(
                        VersionState.DRAFT,
                        VersionState.SUBMITTED,
                        VersionState.REJECTED,
                        VersionState.SUBMITTED);
    }

    @Test
    void stoppedVersion_comesBackAsOftenAsItIsResumed() {
        Version version = in(VersionState.DEPLOYED);

        for (int i = 0; i < 3; i++) {
            done(version.stop(OWNER, NOW, null));
            done(version.resume(OWNER, NOW, null));
        }

        assertThat(version.state()).isEqualTo(VersionState.DEPLOYED);
        assertThat(version.view().history()).hasSize(4 + 6);
    }

    static Version in(VersionState state) {
        Version version = draftOf(OWNER.name());
        for (Deed deed : java.util.Objects.requireNonNull(WAY_TO.get(state))) {
            done(deed.on(version));
        }
        return version;
    }

    static Version draftOf(String registeredBy) {
        return new Version(
                new Model(CREDIT, OWNER.name(), NOW),
                1,
                new ArtefactStore.Stored("sha256:" + "0".repeat(64), 42),
                "tensorflow",
                SIGNATURES,
                registeredBy,
                NOW);
    }

    static Caller person(String name, String... roles) {
        return Caller.user(name, null, Set.of(roles));
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    static <T> Declined<T> declined(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Declined.class);
        return (Declined<T>) outcome;
    }
}
