package io.vouchsafe.portal.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.RolloutView;
import io.vouchsafe.inference.LoadState;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Format;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakeNotices;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRegistry;
import io.vouchsafe.portal.testing.FakeReleases;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutPageTest {
    private static final ModelRef ONE = ModelRef.parse("risk@1");
    private static final ModelRef TWO = ModelRef.parse("risk@2");

    private final FakeRegistry registry = new FakeRegistry();
    private final FakeReleases releases = new FakeReleases();
    private FakeNotices notices;

    private void rollout(@Nullable Comparison comparison) {
        releases.view =
                new RolloutView(
                        new ModelName("risk"),
                        ONE,
                        new Rollout(
                                Map.of("challenger", TWO, "baseline", ONE),
                                new Rollout.Share(TWO, 125),
                                new Rollout.Share(TWO, 1000),
                                null),
                        comparison);
    }

    private static Comparison counted(long labels, long agreed, double difference) {
        return new Comparison(TWO, ONE, 1200, 3, 4, labels, agreed, difference, Instant.EPOCH);
    }

    private RolloutPage page(String role, long version) {
        FakePeople people = FakePeople.provider("me", role);
        Frame frame =
                new Frame(people, new FakeTrail(), new FakePartners(), new FakeRequest().build());
        notices = new FakeNotices(frame);
        RolloutPage page =
                new RolloutPage(
                        people,
                        releases,
                        registry,
                        notices,
                        frame,
                        new Format(Locale.ENGLISH),
                        Address.with(Map.of("model", "risk", "version", Long.toString(version))));
        page.load();
        return page;
    }

    @Test
    void whoAnswers_isSaidInSentencesAndBars() {
        rollout(counted(2000, 1900, 0.25));

        RolloutPage page = page(Roles.AUDITOR, 1);

        assertThat(page.getChampion()).isEqualTo("risk@1");
        assertThat(page.getCanary()).startsWith("risk@2 answers 12.5").endsWith("no version.");
        assertThat(page.getCanaryShare()).isEqualTo(125);
        assertThat(page.getShadow()).startsWith("risk@2 computes copies of 100");
        assertThat(page.getComparison()).contains("1,900 of 2,000 labels agree").contains("0.25");
        assertThat(page.getAgreement()).isEqualTo(950);
        assertThat(page.getLost()).contains("3 copies failed, 4 were dropped");
        assertThat(page.getAliases())
                .containsExactly(
                        Map.entry("baseline", "risk@1"), Map.entry("challenger", "risk@2"));
    }

    @Test
    void aModelThatGivesNoLabels_isComparedByItsNumbers() {
        rollout(counted(0, 0, Double.POSITIVE_INFINITY));

        RolloutPage page = page(Roles.AUDITOR, 1);

        assertThat(page.getComparison()).startsWith("1,200 copies compared").contains("bound");
        assertThat(page.getAgreement()).isNegative();
    }

    @Test
    void almostAllLabels_isNotDrawnAsAll() {
        rollout(counted(100_000, 99_999, 0));

        assertThat(page(Roles.AUDITOR, 1).getAgreement()).isEqualTo(999);
    }

    @Test
    void nothingComparedYet_isSaid() {
        rollout(null);

        assertThat(page(Roles.AUDITOR, 1).getComparison()).isEqualTo("No copy was compared yet.");
        assertThat(page(Roles.AUDITOR, 1).getLost()).isEmpty();
    }

    @Test
    void aFailedLoad_saysWhy() {
        rollout(null);
        registry.loadState = new LoadState(LoadState.Stage.FAILED, "It needs a kernel.", 0);

        RolloutPage page = page(Roles.AUDITOR, 2);

        assertThat(page.isFailed()).isTrue();
        assertThat(page.getMemory()).isEqualTo("the last load failed: It needs a kernel.");
    }

    @Test
    void anUnknownModel_hasNoRollout() {
        RolloutPage page = page(Roles.APPROVER, 1);

        assertThat(page.getChampion()).isEqualTo("none");
        assertThat(page.getCanary()).isEmpty();
        assertThat(page.isMayShare()).isFalse();
        assertThat(page.isMayLabel()).isFalse();
    }

    @ParameterizedTest(name = "{0} on version {1}: {2}, {3}, {4}")
    @CsvSource({
        "approver,    2, true,  true,  true",
        "model-owner, 2, true,  true,  true",
        "approver,    1, false, true,  true",
        "auditor,     2, false, false, false"
    })
    void eachRole_isOfferedItsSteps(
            String role, long version, boolean share, boolean end, boolean label) {
        rollout(null);

        RolloutPage page = page(role, version);

        assertThat(page.isMayShare()).isEqualTo(share);
        assertThat(page.isMayEndCanary()).isEqualTo(end);
        assertThat(page.isMayEndShadow()).isEqualTo(end);
        assertThat(page.isMayLabel()).isEqualTo(label);
    }

    @Test
    void everyStep_reachesItsFace_andThePageIsShownAnew() {
        rollout(null);
        RolloutPage page = page(Roles.APPROVER, 2);
        page.setShare(" 12,5 ");
        page.setLabel(" best ");

        String next = page.canary();
        page.shadow();
        page.assign();
        page.endCanary();
        page.endShadow();

        assertThat(next).isEqualTo("version.xhtml?model=risk&version=2&faces-redirect=true");
        assertThat(registry.done).containsExactly("CANARY risk@2 125", "SHADOW risk@2 125");
        assertThat(releases.done)
                .containsExactly("assign risk@2 best", "end CANARY risk", "end SHADOW risk");
        assertThat(notices.said).hasSize(5).noneMatch(said -> said.startsWith("!"));
    }

    @Test
    void aShareThatIsNone_isSaid_andAsksNobody() {
        rollout(null);
        RolloutPage page = page(Roles.APPROVER, 2);
        page.setShare("101");

        page.canary();

        assertThat(registry.done).isEmpty();
        assertThat(notices.said).hasSize(1).allMatch(said -> said.contains("This is no share"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "0", "-1", "100.1", "0.05", "1e9", "12.34"})
    void whatIsNoPercentage_isNoShare(@Nullable String text) {
        assertThat(RolloutPage.perMille(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1", "5, 50", "12.5, 125", "100, 1000"})
    void percents_areThousandths(String text, int perMille) {
        assertThat(RolloutPage.perMille(text)).isEqualTo(Optional.of(perMille));
    }
}
