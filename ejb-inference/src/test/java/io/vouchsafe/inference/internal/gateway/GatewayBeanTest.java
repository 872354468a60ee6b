package io.vouchsafe.inference.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceOutcome.Answered;
import io.vouchsafe.inference.InferenceOutcome.Faulted;
import io.vouchsafe.inference.InferenceOutcome.Refused;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.inference.fakes.FakeEngine;
import io.vouchsafe.inference.fakes.FakeRollouts;
import io.vouchsafe.inference.internal.deployment.ModelPool;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.privacy.FakeMasking;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.UnknownPolicyException;
import io.vouchsafe.store.SnapshotSource;
import io.vouchsafe.store.Snapshots;
import io.vouchsafe.verifier.Commitment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayBeanTest {
    private static final byte[] BODY = "{\"as\":\"received\"}".getBytes(StandardCharsets.UTF_8);
    private static final Caller ACME =
            Caller.user("ann", new PartnerId("acme"), Set.of(Roles.PARTNER_DEVELOPER));

    private final FakeContracts contracts = new FakeContracts();
    private final FakeRollouts rollouts = new FakeRollouts();
    private final FakeEngine engine = new FakeEngine();
    private final FakeMasking masking = new FakeMasking();
    private final FakeAuditLog audit = new FakeAuditLog();
    private final FakeExplainer explainer = new FakeExplainer();
    private final TickingClock clock = new TickingClock();
    private final ModelPool pool = new ModelPool(engine, Path::of);
    private final Settlement settlement = new Settlement(contracts, audit, clock);
    private boolean fresh = true;
    private Bulkhead bulkhead = new Bulkhead(2, 2);

    @BeforeEach
    void oneModelIsDeployed() {
        rollouts.deploy("credit-risk@7", "sha256:abc");
        pool.start(Runnable::run);
        rollouts.plan().onChange(pool::follow);
    }

    private GatewayBean gateway() {
        Explainers explainers = new Explainers(List.of(explainer));
        return new GatewayBean(
                contracts,
                new ModelRoutes(rollouts, pool),
                masking,
                bulkhead,
                explainers,
                settlement,
                new Catalogue(
                        contracts, rollouts, pool, engine, explainers, audit, new FakeSnapshots()));
    }

    private InferenceOutcome answer(Request request) {
        return gateway().answer(request.build());
    }

    private static Request request() {
        return new Request();
    }

    private void nothingIsCharged() {
        assertThat(contracts.reserved()).isEmpty();
    }

    @Test
    void anAdmittedRequest_isAnsweredWithItsReceipt() {
        Answered answered = (Answered) answer(request());

        assertThat(text(answered.body())).isEqualTo("credit-risk@7 sum=3.0 echo=Ann");
        assertThat(answered.settled().receipt()).isEqualTo(audit.only().id());
        assertThat(answered.limit()).isEqualTo(FakeContracts.LIMIT);
        assertThat(contracts.reserved()).hasSize(1);
    }

    @Test
    void theEntrySaysOnWhichTermsAndByWhichVersion() {
        contracts.maskBy("gdpr");

        answer(request().subject("patient-17").purpose("credit-decision"));

        Entry entry = audit.only();
        assertThat(entry.decision()).isEqualTo(Decision.ALLOW);
        assertThat(entry.reason()).isNull();
        assertThat(entry.contract()).isEqualTo(FakeContracts.CONTRACT);
        assertThat(entry.partner()).isEqualTo(new PartnerId("acme"));
        assertThat(entry.caller()).isEqualTo("ann");
        assertThat(entry.purpose()).isEqualTo(new Purpose("credit-decision"));
        assertThat(entry.subject()).isEqualTo("patient-17");
        assertThat(String.valueOf(entry.model())).isEqualTo("credit-risk@7");
        assertThat(entry.modelDigest()).isEqualTo("sha256:abc");
        assertThat(String.valueOf(entry.policy())).isEqualTo("gdpr@3");
        assertThat(entry.masking()).isEqualTo(Map.of("mask:*", 1));
        assertThat(entry.units()).isEqualTo(Units.call(1));
        assertThat(entry.unitPrice().plain()).isEqualTo("0.002");
        assertThat(entry.plan().toString()).isEqualTo("basic@1");
        assertThat(entry.time()).isEqualTo(clock.instant());
    }

    @Test
    void theEntryCommitsToTheBytesReceivedAndSent() {
        Answered answered = (Answered) answer(request());

        Entry entry = audit.only();
        assertThat(entry.input()).isEqualTo(Commitment.of(entry.salt(), BODY));
        assertThat(entry.output()).isEqualTo(Commitment.of(entry.salt(), answered.body()));
        assertThat(entry.salt()).hasSize(32);
    }

    @Test
    void everyEntryHasASaltOfItsOwn() {
        answer(request());
        answer(request());

        assertThat(audit.entries()).hasSize(2);
        assertThat(audit.entries().get(0).salt()).isNotEqualTo(audit.entries().get(1).salt());
        assertThat(audit.entries().get(0).input()).isNotEqualTo(audit.entries().get(1).input());
    }

    @Test
    void theModelSeesOnlyWhatWasMasked() {
        contracts.maskBy("gdpr");

        Answered answered = (Answered) answer(request());

        assertThat(text(answered.body())).contains("echo=***").doesNotContain("Ann");
        Payload seen = engine.models().get(0).inputs().get(0);
        assertThat(((Tensor.Bytes) seen.tensors().get("name")).text(0)).isEqualTo("***");
    }

    @Test
    void aHiddenOutputDoesNotLeave() {
        contracts.hide("echo");

        Answered answered = (Answered) answer(request());

        assertThat(text(answered.body())).isEqualTo("credit-risk@7 sum=3.0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "NOT_ENTITLED",
                "SCOPE_MISSING",
                "CONTRACT_NOT_ACTIVE",
                "CONTRACT_EXPIRED",
                "PURPOSE_REQUIRED",
                "PURPOSE_NOT_ALLOWED",
                "QUOTA_EXHAUSTED",
                "RATE_EXCEEDED"
            })
    void whatAdmissionRefuses_isRefusedWithoutMasking(Reason reason) {
        contracts.refuse(reason, FakeContracts.CONTRACT);

        Refused refused = (Refused) answer(request());

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.settled().receipt()).isEqualTo(audit.only().id());
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(masking.calls()).isZero();
        assertThat(engine.models().get(0).inputs()).isEmpty();
        nothingIsCharged();
    }

    @Test
    void theEntryOfARefusalSaysWhoWhatAndWhy() {
        contracts.refuse(Reason.CONTRACT_EXPIRED, FakeContracts.CONTRACT);

        answer(request().subject("patient-17"));

        Entry entry = audit.only();
        assertThat(entry.decision()).isEqualTo(Decision.REFUSE);
        assertThat(entry.reason()).isEqualTo(Reason.CONTRACT_EXPIRED);
        assertThat(entry.contract()).isEqualTo(FakeContracts.CONTRACT);
        assertThat(entry.requested()).isEqualTo("credit-risk");
        assertThat(entry.model()).isNull();
        assertThat(entry.units()).isEqualTo(Units.NONE);
        assertThat(entry.unitPrice()).isNull();
        assertThat(entry.input()).isEqualTo(Commitment.of(entry.salt(), BODY));
        assertThat(entry.output()).isNull();
        assertThat(entry.repeats()).isZero();
    }

    @Test
    void aFloodOfRefusals_isOneEntryPerSecondThatCounts() {
        contracts.refuse(Reason.RATE_EXCEEDED, FakeContracts.CONTRACT);
        GatewayBean gateway = gateway();

        List<InferenceOutcome> first = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            first.add(gateway.answer(request().build()));
        }
        clock.tick(Duration.ofSeconds(1));
        gateway.answer(request().build());

        assertThat(first).filteredOn(one -> ((Refused) one).settled() != null).hasSize(1);
        assertThat(audit.entries()).extracting(Entry::repeats).containsExactly(0L, 49L);
    }

    @Test
    void refusalsThatNobodyFollows_areWrittenByTheTimer() {
        contracts.refuse(Reason.RATE_EXCEEDED, FakeContracts.CONTRACT);
        GatewayBean gateway = gateway();
        for (int i = 0; i < 10; i++) {
            gateway.answer(request().build());
        }

        settlement.writeCounted();
        long withinTheSecond = audit.entries().size();
        clock.tick(Duration.ofSeconds(1));
        settlement.writeCounted();
        settlement.writeCounted();

        assertThat(withinTheSecond).isEqualTo(1);
        assertThat(audit.entries()).hasSize(2);
        assertThat(total()).isEqualTo(10);
    }

    /** Refusals that the log knows of, as entries and as repeats. */
    private long total() {
        return audit.entries().stream().mapToLong(entry -> 1 + entry.repeats()).sum();
    }

    @Test
    void reasonsAndContractsAreCountedApart() {
        GatewayBean gateway = gateway();
        contracts.refuse(Reason.RATE_EXCEEDED, FakeContracts.CONTRACT);
        gateway.answer(request().build());
        contracts.refuse(Reason.QUOTA_EXHAUSTED, FakeContracts.CONTRACT);
        gateway.answer(request().build());
        contracts.refuse(Reason.RATE_EXCEEDED, null);
        gateway.answer(request().build());
        gateway.answer(request().from(caller("bob")).build());

        assertThat(audit.entries()).hasSize(4);
        assertThat(audit.entries()).extracting(Entry::repeats).containsOnly(0L);
    }

    @Test
    void strangersWithoutNumber_areKeptInBoundedMemoryAndAllCounted() {
        contracts.refuse(Reason.NOT_ENTITLED, null);
        GatewayBean gateway = gateway();

        for (int i = 0; i < 10_000; i++) {
            gateway.answer(request().from(caller("stranger-" + i % 5000)).build());
        }
        clock.tick(Duration.ofSeconds(2));
        settlement.writeCounted();

        assertThat(total()).isEqualTo(10_000);
    }

    private static Caller caller(String name) {
        return Caller.user(name, new PartnerId("acme"), Set.of(Roles.PARTNER_DEVELOPER));
    }

    @Test
    void refusalsWhileTheLogIsDown_areWrittenWhenItIsBack() {
        contracts.refuse(Reason.CONTRACT_EXPIRED, FakeContracts.CONTRACT);
        GatewayBean gateway = gateway();
        audit.down(true);

        Refused first = (Refused) gateway.answer(request().build());
        gateway.answer(request().build());
        clock.tick(Duration.ofSeconds(1));
        gateway.answer(request().build());
        settlement.writeCounted();
        audit.down(false);
        clock.tick(Duration.ofSeconds(1));
        settlement.writeCounted();

        assertThat(first.reason()).isEqualTo(Reason.CONTRACT_EXPIRED);
        assertThat(first.settled()).isNull();
        assertThat(total()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "unknown, UNKNOWN_MODEL",
        "idle, NOT_DEPLOYED",
        "halted, MODEL_STOPPED",
    })
    void whatCannotBeRouted_isRefusedAndNotCharged(String model, Reason reason) {
        rollouts.know("idle");
        rollouts.deploy("halted@1", "sha256:def");
        rollouts.stop("halted@1");

        Refused refused = (Refused) answer(request().model(model));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(audit.only().reason()).isEqualTo(reason);
        assertThat(masking.calls()).isZero();
        nothingIsCharged();
    }

    @Test
    void aModelThatIsStillLoading_asksForPatience() {
        engine.failToLoad("sha256:slow", "not yet");
        rollouts.deploy("slow@1", "sha256:slow");

        Refused refused = (Refused) answer(request().model("slow"));

        assertThat(refused.reason()).isEqualTo(Reason.MODEL_LOADING);
        assertThat(refused.retryAfter()).isNotNull();
        nothingIsCharged();
    }

    @Test
    void anUnsoundEngine_answersNothing() {
        FakeEngine unsound = new FakeEngine();
        unsound.unsound(new IllegalStateException("2 + 2 = 5"));
        ModelPool empty = new ModelPool(unsound, Path::of);
        empty.start(Runnable::run);
        empty.follow(rollouts.plan().current());
        GatewayBean gateway =
                new GatewayBean(
                        contracts,
                        new ModelRoutes(rollouts, empty),
                        masking,
                        bulkhead,
                        new Explainers(List.of()),
                        settlement,
                        new Catalogue(
                                contracts,
                                rollouts,
                                empty,
                                unsound,
                                new Explainers(List.of()),
                                audit,
                                new FakeSnapshots()));

        Refused refused = (Refused) gateway.answer(request().build());

        assertThat(refused.reason()).isEqualTo(Reason.MODEL_LOADING);
        assertThat(unsound.loads()).isEmpty();
        assertThat(gateway.readiness().obstacles()).hasSize(2);
        nothingIsCharged();
    }

    @Test
    void anUnknownSignature_isRefusedWithThoseThatAre() {
        Refused refused = (Refused) answer(request().signature("nonsense"));

        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_SIGNATURE);
        assertThat(refused.detail()).contains("'nonsense'").contains("serving_default");
        nothingIsCharged();
    }

    @Test
    void wrongInputs_areRefusedBeforeMaskingWithoutTheirContent() {
        Map<String, Tensor> wrong = inputs();
        wrong.put("x", Tensor.floats(Shape.of(1, 3), 4711, 2, 3));

        Refused refused = (Refused) answer(request().inputs(wrong));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_INPUT);
        assertThat(refused.detail()).contains("'x'").contains("[-1, 2]").contains("[1, 3]");
        assertThat(refused.detail()).doesNotContain("4711");
        assertThat(masking.calls()).isZero();
        assertThat(audit.only().reason()).isEqualTo(Reason.INVALID_INPUT);
        nothingIsCharged();
    }

    @Test
    void anUnknownOutput_isRefused_andAHiddenOneIsUnknown() {
        contracts.hide("echo");

        Refused refused = (Refused) answer(request().outputs("echo"));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_INPUT);
        assertThat(refused.detail()).endsWith("It gives sum.");
    }

    @Test
    void onlyTheWantedOutputsAreAnswered() {
        Answered answered = (Answered) answer(request().outputs("sum"));

        assertThat(text(answered.body())).isEqualTo("credit-risk@7 sum=3.0");
    }

    @Test
    void anInputThatTheModelCannotTake_isTheClientsMistake() {
        engine.answerBy(
                input -> {
                    throw new PredictionFailedException(true, "code 3", null);
                });

        Refused refused = (Refused) answer(request());

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_INPUT);
        assertThat(audit.only().decision()).isEqualTo(Decision.REFUSE);
        nothingIsCharged();
    }

    @Test
    void aModelThatBreaks_isAFaultAndCostsNothing() {
        engine.answerBy(
                input -> {
                    throw new PredictionFailedException(false, "code 13", null);
                });

        Faulted faulted = (Faulted) answer(request());

        assertThat(faulted.reason()).isEqualTo(Reason.MODEL_FAILED);
        assertThat(faulted.settled().receipt()).isEqualTo(audit.only().id());
        assertThat(audit.only().decision()).isEqualTo(Decision.FAULT);
        assertThat(String.valueOf(audit.only().model())).isEqualTo("credit-risk@7");
        assertThat(audit.only().units()).isEqualTo(Units.NONE);
        nothingIsCharged();
    }

    @Test
    void aModelThatIsTooSlow_isAFaultAndCostsNothing() {
        engine.answerBy(
                input -> {
                    throw new DeadlineExceededException(null);
                });

        Faulted faulted = (Faulted) answer(request());

        assertThat(faulted.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
        assertThat(faulted.detail()).contains("30000 ms");
        assertThat(audit.only().reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
        nothingIsCharged();
    }

    @Test
    void aPolicyThatIsNotInForce_isAFaultBeforeTheModel() {
        masking.failWith(new UnknownPolicyException("no policy"));

        Faulted faulted = (Faulted) answer(request());

        assertThat(faulted.reason()).isEqualTo(Reason.INTERNAL);
        assertThat(faulted.detail()).doesNotContain("no policy");
        assertThat(engine.models().get(0).inputs()).isEmpty();
        assertThat(audit.only().decision()).isEqualTo(Decision.FAULT);
        nothingIsCharged();
    }

    @Test
    void anEncoderThatBreaks_isAFaultAndCostsNothing() {
        Faulted faulted =
                (Faulted)
                        answer(
                                request()
                                        .encoder(
                                                (output, model) -> {
                                                    throw new IllegalStateException("encoder");
                                                }));

        assertThat(faulted.reason()).isEqualTo(Reason.INTERNAL);
        nothingIsCharged();
    }

    @Test
    void everyFaultIsAnEntryOfItsOwn() {
        engine.answerBy(
                input -> {
                    throw new PredictionFailedException(false, "code 13", null);
                });
        GatewayBean gateway = gateway();

        gateway.answer(request().build());
        gateway.answer(request().build());

        assertThat(audit.entries()).hasSize(2);
    }

    @Test
    void aLogThatIsDown_answersNothingAndCostsNothing() {
        audit.down(true);

        Refused refused = (Refused) answer(request());

        assertThat(refused.reason()).isEqualTo(Reason.LOG_UNAVAILABLE);
        assertThat(refused.settled()).isNull();
        assertThat(refused.retryAfter()).isNotNull();
        nothingIsCharged();
    }

    @Test
    void aFaultWhileTheLogIsDown_saysThatTheLogIsDown() {
        audit.down(true);
        engine.answerBy(
                input -> {
                    throw new PredictionFailedException(false, "code 13", null);
                });

        Refused refused = (Refused) answer(request());

        assertThat(refused.reason()).isEqualTo(Reason.LOG_UNAVAILABLE);
        nothingIsCharged();
    }

    @Test
    void aStopWhileTheModelComputes_keepsTheAnswerBack() {
        engine.answerBy(
                input -> {
                    rollouts.stop("credit-risk@7");
                    return new Payload(Map.of("sum", Tensor.floats(Shape.of(1), 1)));
                });

        Refused refused = (Refused) answer(request());

        assertThat(refused.reason()).isEqualTo(Reason.MODEL_STOPPED);
        assertThat(audit.only().decision()).isEqualTo(Decision.REFUSE);
        nothingIsCharged();
    }

    @Test
    void aModelUnloadedJustBeforeItIsAsked_isNoFault() {
        engine.answerBy(
                input -> {
                    throw new ModelClosedException();
                });

        Refused refused = (Refused) answer(request());

        assertThat(refused.reason()).isEqualTo(Reason.MODEL_LOADING);
        nothingIsCharged();
    }

    @Test
    void moreCallsThanPlaces_areRefusedAtOnce() throws InterruptedException {
        bulkhead = new Bulkhead(1, 0);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        engine.answerBy(
                input -> {
                    inside.countDown();
                    await(leave);
                    return new Payload(Map.of("sum", Tensor.floats(Shape.of(1), 1)));
                });
        GatewayBean gateway = gateway();
        AtomicReference<InferenceOutcome> first = new AtomicReference<>();
        Thread busy = new Thread(() -> first.set(gateway.answer(request().build())));
        busy.start();
        inside.await();

        Refused refused = (Refused) gateway.answer(request().build());
        leave.countDown();
        busy.join();

        assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
        assertThat(refused.retryAfter()).isNotNull();
        assertThat(first.get()).isInstanceOf(Answered.class);
        assertThat(contracts.reserved()).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void anExplanationIsInTheEntryAndTheAnswer() {
        answer(request().explain("fake-gradients"));

        byte[] explanation = audit.only().explanation();
        assertThat(text(explanation))
                .isEqualTo(
                        "{\"method\":\"fake-gradients\",\"output\":\"sum\",\"rows\":[{"
                                + "\"attributions\":{\"name\":0,\"x\":3},\"baseline\":0,"
                                + "\"residual\":0,\"target\":0,\"value\":3}],\"steps\":50}");
    }

    @Test
    void anExplanationSeesOnlyWhatWasMasked() {
        contracts.maskBy("gdpr");

        answer(request().explain("fake-gradients"));

        assertThat(((Tensor.Bytes) explainer.seen.tensors().get("name")).text(0)).isEqualTo("***");
    }

    @Test
    void anExplanationThatIsNotOffered_isRefusedWithThoseThatAre() {
        Refused refused = (Refused) answer(request().explain("tea-leaves"));

        assertThat(refused.reason()).isEqualTo(Reason.EXPLANATION_UNAVAILABLE);
        assertThat(refused.detail()).contains("'tea-leaves'").contains("fake-gradients");
        assertThat(engine.models().get(0).inputs()).isEmpty();
        nothingIsCharged();
    }

    @Test
    void aModelWithoutGradients_saysThatItOffersNone() {
        explainer.supported = false;

        Refused refused = (Refused) answer(request().explain("fake-gradients"));

        assertThat(refused.reason()).isEqualTo(Reason.EXPLANATION_UNAVAILABLE);
        assertThat(refused.detail()).contains("offers none");
        nothingIsCharged();
    }

    @Test
    void anExplanationThatFailsForThisRequest_isRefusedWithItsReason() {
        explainer.failure = new ExplanationUnavailableException("Too many rows.", null);

        Refused refused = (Refused) answer(request().explain("fake-gradients"));

        assertThat(refused.reason()).isEqualTo(Reason.EXPLANATION_UNAVAILABLE);
        assertThat(refused.detail()).isEqualTo("Too many rows.");
        nothingIsCharged();
    }

    @Test
    void aHiddenOutput_isNotExplainedEither() {
        contracts.hide("sum");

        Refused refused = (Refused) answer(request().explain("fake-gradients"));

        assertThat(refused.reason()).isEqualTo(Reason.EXPLANATION_UNAVAILABLE);
        nothingIsCharged();
    }

    @Test
    void aPartnerSeesOnlyModelsOfItsContracts() {
        rollouts.deploy("other@1", "sha256:other");
        contracts.entitle(new ModelName("credit-risk"));

        List<ServedModel> listed = gateway().list(ACME);
        var own = gateway().describe(ACME, new ModelName("credit-risk"), null);
        var other = gateway().describe(ACME, new ModelName("other"), null);

        assertThat(listed)
                .extracting(model -> model.ref().toString())
                .containsExactly("credit-risk@7");
        assertThat(own).isInstanceOf(Outcome.Done.class);
        assertThat(((Outcome.Declined<?>) other).kind()).isEqualTo(Outcome.Kind.NOT_FOUND);
    }

    @Test
    void theProvidersPeopleSeeAllThatIsDeployed() {
        rollouts.deploy("other@1", "sha256:other");
        rollouts.deploy("halted@1", "sha256:halted");
        rollouts.stop("halted@1");
        Caller auditor = Caller.user("eve", null, Set.of(Roles.AUDITOR));

        List<ServedModel> listed = gateway().list(auditor);

        assertThat(listed)
                .extracting(model -> model.ref().toString())
                .containsExactly("credit-risk@7", "other@1");
        assertThat(listed.get(0).ready()).isTrue();
        assertThat(listed.get(0).versions()).containsExactly(7L);
        assertThat(listed.get(0).explainers()).containsExactly("fake-gradients");
    }

    @Test
    void aStoppedModel_isDescribedAsUnavailable() {
        contracts.entitle(new ModelName("credit-risk"));
        rollouts.stop("credit-risk@7");

        var described = gateway().describe(ACME, new ModelName("credit-risk"), null);

        assertThat(((Outcome.Declined<?>) described).kind()).isEqualTo(Outcome.Kind.UNAVAILABLE);
    }

    @Test
    void aNodeIsReadyWhenNothingIsInTheWay() {
        assertThat(gateway().readiness().ready()).isTrue();
    }

    @Test
    void eachObstacleIsNamed() {
        audit.down(true);
        fresh = false;
        engine.failToLoad("sha256:slow", "not yet");
        rollouts.deploy("slow@1", "sha256:slow");

        assertThat(gateway().readiness().obstacles()).hasSize(3);
        assertThat(gateway().readiness().obstacles().get(2)).contains("slow@1");
    }

    private static Map<String, Tensor> inputs() {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("x", Tensor.floats(Shape.of(1, 2), 1, 2));
        inputs.put("name", Tensor.strings(Shape.of(1), "Ann"));
        return inputs;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A request that a test changes in one place. */
    private static final class Request {
        private Caller caller = ACME;
        private String model = "credit-risk";
        private @Nullable String signature;
        private @Nullable String subject;
        private @Nullable String explain;
        private @Nullable Purpose purpose;
        private Set<String> outputs = Set.of();
        private Map<String, Tensor> inputs = GatewayBeanTest.inputs();
        private io.vouchsafe.inference.ResponseEncoder encoder =
                (output, ref) -> {
                    StringBuilder body = new StringBuilder(ref.toString());
                    output.payload()
                            .tensors()
                            .forEach(
                                    (name, tensor) ->
                                            body.append(' ')
                                                    .append(name)
                                                    .append('=')
                                                    .append(first(tensor)));
                    return body.toString().getBytes(StandardCharsets.UTF_8);
                };

        private static Object first(Tensor tensor) {
            return switch (tensor) {
                case Tensor.Bytes text -> text.text(0);
                case Tensor.Numeric numbers -> numbers.buffer().getFloat(0);
            };
        }

        Request from(Caller other) {
            this.caller = other;
            return this;
        }

        Request model(String name) {
            this.model = name;
            return this;
        }

        Request signature(String name) {
            this.signature = name;
            return this;
        }

        Request subject(String pseudonym) {
            this.subject = pseudonym;
            return this;
        }

        Request purpose(String name) {
            this.purpose = new Purpose(name);
            return this;
        }

        Request explain(String method) {
            this.explain = method;
            return this;
        }

        Request outputs(String... names) {
            this.outputs = Set.of(names);
            return this;
        }

        Request inputs(Map<String, Tensor> tensors) {
            this.inputs = tensors;
            return this;
        }

        Request encoder(io.vouchsafe.inference.ResponseEncoder other) {
            this.encoder = other;
            return this;
        }

        InferenceRequest build() {
            return new InferenceRequest(
                    caller,
                    new ModelName(model),
                    null,
                    null,
                    signature,
                    purpose,
                    null,
                    subject,
                    explain,
                    new Payload(inputs),
                    outputs,
                    BODY,
                    encoder,
                    Duration.ofSeconds(30));
        }
    }

    /** Says that all of the sum comes from x. */
    private static final class FakeExplainer implements Explainer {
        private boolean supported = true;
        private @Nullable RuntimeException failure;
        private @Nullable Payload seen;

        @Override
        public String method() {
            return "fake-gradients";
        }

        @Override
        public boolean supports(LoadedModel model, Signature signature) {
            return supported;
        }

        @Override
        public Explanation explain(
                LoadedModel model,
                Signature signature,
                MaskedInput input,
                CardSettings card,
                Deadline deadline) {
            if (failure != null) {
                throw failure;
            }
            seen = input.payload();
            assertThat(seen.tensors().get("x").dataType()).isEqualTo(DataType.FP32);
            return new Explanation(
                    method(),
                    "sum",
                    50,
                    List.of(new Explanation.Row(0, Map.of("x", 3.0, "name", 0.0), 0, 3, 0)));
        }
    }

    private final class FakeSnapshots implements Snapshots {
        @Override
        public <T> io.vouchsafe.kernel.Snapshot<T> follow(SnapshotSource<T> source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void changed(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean fresh() {
            return fresh;
        }
    }

    /** Stands still until it is told. */
    private static final class TickingClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T12:00:00Z");

        void tick(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
