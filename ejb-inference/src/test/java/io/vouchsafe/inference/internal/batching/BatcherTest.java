package io.vouchsafe.inference.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One place to run in, so that a test knows who waits. */
@Timeout(30)
class BatcherTest {
    private final FakeModel model = new FakeModel();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final Map<String, String> environment = new HashMap<>();
    private BatchQueue queue = queue(true);

    private BatchQueue queue(boolean joins) {
        return new BatchQueue(Calls.settings(environment), new Bulkhead(4, 4), joins, 1);
    }

    private void set(String name, String value) {
        environment.put(name, value);
        queue = queue(true);
    }

    @AfterEach
    void stop() {
        model.letGo();
        callers.shutdownNow();
    }

    private CompletableFuture<Payload> ask(Prediction prediction) {
        return CompletableFuture.supplyAsync(() -> queue.predict(prediction), callers);
    }

    private CompletableFuture<Payload> ask(String contract, float value) {
        return ask(Calls.row(model, contract, value));
    }

    /** A request that is in the model until it is let go. */
    private CompletableFuture<Payload> occupy() throws InterruptedException {
        model.hold();
        CompletableFuture<Payload> first = ask("first", 100);
        model.awaitRun();
        return first;
    }

    private void awaitWaiting(int number) {
        while (queue.waiting() != number) {
            Thread.onSpinWait();
        }
    }

    private List<CompletableFuture<Payload>> queued(int number) {
        List<CompletableFuture<Payload>> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(ask("c" + i % 3, i));
            awaitWaiting(i + 1);
        }
        return all;
    }

    private static Throwable failure(CompletableFuture<Payload> call) throws InterruptedException {
        try {
            call.get(20, TimeUnit.SECONDS);
            throw new AssertionError("answered");
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    @Test
    void aRequestAlone_runsOnItsOwnThreadAtOnce() {
        Payload payload = Calls.payload(2, 1, 2);

        Payload answer = queue.predict(Calls.of(model, "a", payload));

        assertThat(Calls.sums(answer)).containsExactly(3f);
        assertThat(answer.tensors().get("echo")).isSameAs(payload.tensors().get("name"));
        assertThat(model.runs()).containsExactly(1);
    }

    @Test
    void whoWaitsWhileAnotherRuns_sharesTheNextRun() throws InterruptedException {
        CompletableFuture<Payload> first = occupy();
        List<CompletableFuture<Payload>> others = queued(5);

        model.letGo();

        assertThat(Calls.sums(first.join())).containsExactly(101f);
        for (int i = 0; i < 5; i++) {
            assertThat(Calls.sums(others.get(i).join())).containsExactly(i + 1f);
            assertThat(Calls.echo(others.get(i).join())).containsExactly("n" + (float) i);
        }
        assertThat(model.runs()).containsExactly(1, 5);
    }

    @Test
    void requestsOfManyRows_getTheirOwnRowsBack() throws InterruptedException {
        occupy();
        CompletableFuture<Payload> two = ask(Calls.of(model, "a", Calls.payload(2, 1, 1, 2, 2)));
        awaitWaiting(1);
        CompletableFuture<Payload> three =
                ask(Calls.of(model, "b", Calls.payload(2, 3, 3, 4, 4, 5, 5)));
        awaitWaiting(2);

        model.letGo();

        assertThat(Calls.sums(two.join())).containsExactly(2f, 4f);
        assertThat(Calls.sums(three.join())).containsExactly(6f, 8f, 10f);
        assertThat(Calls.echo(three.join())).containsExactly("n3.0", "n4.0", "n5.0");
        assertThat(model.runs()).containsExactly(1, 5);
    }

    @Test
    void noRunHasMoreRowsThanAllowed() throws InterruptedException {
        set("VOUCHSAFE_BATCH_ROWS", "4");
        occupy();
        List<CompletableFuture<Payload>> others = queued(9);

        model.letGo();
        others.forEach(CompletableFuture::join);

        assertThat(model.runs()).containsExactly(1, 4, 4, 1);
    }

    @Test
    void aRunIsFilledUpToAnAllowedSize_andNobodySeesIt() throws InterruptedException {
        environment.put("VOUCHSAFE_BATCH_ROWS", "8");
        set("VOUCHSAFE_BATCH_SIZES", "2,8");
        occupy();
        List<CompletableFuture<Payload>> others = queued(3);

        model.letGo();

        assertThat(Calls.sums(others.get(2).join())).containsExactly(3f);
        others.forEach(CompletableFuture::join);
        assertThat(model.runs()).containsExactly(2, 8);
    }

    @Test
    void otherShapesAndOtherOutputs_runApart() throws InterruptedException {
        occupy();
        CompletableFuture<Payload> narrow = ask(Calls.of(model, "a", Calls.payload(2, 1, 1)));
        awaitWaiting(1);
        CompletableFuture<Payload> wide = ask(Calls.of(model, "a", Calls.payload(3, 1, 1, 1)));
        awaitWaiting(2);
        Prediction some = Calls.of(model, "a", Calls.payload(2, 5, 5));
        CompletableFuture<Payload> part =
                ask(
                        new Prediction(
                                model,
                                true,
                                some.signature(),
                                some.input(),
                                java.util.Set.of("echo"),
                                some.contract(),
                                some.deadline()));
        awaitWaiting(3);

        model.letGo();

        assertThat(Calls.sums(narrow.join())).containsExactly(2f);
        assertThat(Calls.sums(wide.join())).containsExactly(3f);
        assertThat(part.join().tensors()).containsOnlyKeys("echo");
        assertThat(model.runs()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void aModelThatDoesNotKeepRowsApart_runsThemApart() throws InterruptedException {
        queue = queue(false);
        occupy();
        List<CompletableFuture<Payload>> others = queued(3);

        model.letGo();
        others.forEach(CompletableFuture::join);

        assertThat(model.runs()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void aModelThatTheOperatorKeepsOut_runsAlone() throws InterruptedException {
        occupy();
        Prediction own = Calls.row(model, "a", 1);
        Prediction kept =
                new Prediction(
                        model,
                        false,
                        own.signature(),
                        own.input(),
                        own.outputs(),
                        own.contract(),
                        own.deadline());
        List<CompletableFuture<Payload>> both = List.of(ask(kept), ask(kept));
        awaitWaiting(2);

        model.letGo();
        both.forEach(CompletableFuture::join);

        assertThat(model.runs()).containsExactly(1, 1, 1);
    }

    @Test
    void aModelThatMixesRowsAfterAll_isAskedAgainAndNeverJoinedSince() throws InterruptedException {
        occupy();
        List<CompletableFuture<Payload>> others = queued(2);
        model.mix();

        model.letGo();

        assertThat(Calls.sums(others.get(0).join())).containsExactly(1f);
        assertThat(Calls.sums(others.get(1).join())).containsExactly(2f);
        assertThat(model.runs()).containsExactly(1, 2, 1, 1);
        assertThat(Calls.sums(queue.predict(Calls.row(model, "a", 4)))).containsExactly(5f);
    }

    @Test
    void aWrongRequest_doesNotHarmItsCompany() throws InterruptedException {
        occupy();
        CompletableFuture<Payload> good = ask("a", 1);
        awaitWaiting(1);
        CompletableFuture<Payload> bad = ask("b", Float.NaN);
        awaitWaiting(2);
        CompletableFuture<Payload> other = ask("c", 2);
        awaitWaiting(3);

        model.letGo();

        assertThat(Calls.sums(good.join())).containsExactly(2f);
        assertThat(Calls.sums(other.join())).containsExactly(3f);
        assertThat(failure(bad))
                .isInstanceOfSatisfying(
                        PredictionFailedException.class,
                        failed -> assertThat(failed.inputAtFault()).isTrue());
    }

    @Test
    void whoseDeadlinePasses_isToldSo_andIsNotRun() throws InterruptedException {
        occupy();
        CompletableFuture<Payload> late =
                ask(
                        Calls.of(
                                model,
                                "a",
                                Calls.payload(2, 1, 1),
                                Deadline.in(Duration.ofMillis(30))));

        assertThat(failure(late)).isInstanceOf(DeadlineExceededException.class);
        assertThat(queue.waiting()).isZero();
        model.letGo();
        assertThat(model.runs()).containsExactly(1);
    }

    @Test
    void aDeadlineThatPassedBefore_runsNothing() {
        assertThatThrownBy(
                        () ->
                                queue.predict(
                                        Calls.of(
                                                model,
                                                "a",
                                                Calls.payload(2, 1, 1),
                                                Deadline.in(Duration.ZERO))))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(model.runs()).isEmpty();
    }

    @Test
    void whoseDeadlinePassesInARun_leavesItToTheOthers() throws InterruptedException {
        occupy();
        CompletableFuture<Payload> patient = ask("a", 1);
        awaitWaiting(1);
        CompletableFuture<Payload> hasty =
                ask(
                        Calls.of(
                                model,
                                "b",
                                Calls.payload(2, 2, 2),
                                Deadline.in(Duration.ofMillis(500))));
        awaitWaiting(2);
        model.letGoOnce();
        model.awaitRun();

        assertThat(failure(hasty)).isInstanceOf(DeadlineExceededException.class);
        model.letGo();

        assertThat(Calls.sums(patient.join())).containsExactly(2f);
        assertThat(model.runs()).containsExactly(1, 2);
    }

    @Test
    void aModelUnloadedMeanwhile_isSaidToAllWhoWait() throws InterruptedException {
        CompletableFuture<Payload> first = occupy();
        List<CompletableFuture<Payload>> others = queued(3);

        model.close();
        model.letGo();

        assertThat(failure(first)).isInstanceOf(ModelClosedException.class);
        for (CompletableFuture<Payload> other : others) {
            assertThat(failure(other)).isInstanceOf(ModelClosedException.class);
        }
        assertThat(model.runs()).containsExactly(1, 3); // none was asked again by itself
    }

    @Test
    void aFullQueue_refusesAtOnce() throws InterruptedException {
        set("VOUCHSAFE_BATCH_QUEUE", "2");
        occupy();
        CompletableFuture<Payload> one = ask("a", 1);
        CompletableFuture<Payload> two = ask("a", 2);
        awaitWaiting(2);

        Throwable refused = failure(ask("a", 3));
        model.letGo();

        assertThat(refused)
                .isInstanceOfSatisfying(
                        OverloadedException.class,
                        overloaded -> assertThat(overloaded.retryAfter()).isPositive());
        one.join();
        two.join();
    }

    @Test
    void aQueueFullOfBytes_refusesAtOnce() throws InterruptedException {
        set("VOUCHSAFE_BATCH_QUEUE_BYTES", "45");
        occupy();
        CompletableFuture<Payload> one = ask("a", 1);
        CompletableFuture<Payload> two = ask("a", 2);
        awaitWaiting(2);

        assertThat(failure(ask("a", 3))).isInstanceOf(OverloadedException.class);
        model.letGo();
        one.join();
        two.join();
    }

    @Test
    void aQueueFullOfOnePartner_stillTakesAnother() throws InterruptedException {
        set("VOUCHSAFE_BATCH_QUEUE", "3");
        occupy();
        CompletableFuture<Payload> kept = ask("noisy", 1);
        awaitWaiting(1);
        CompletableFuture<Payload> alsoKept = ask("noisy", 2);
        awaitWaiting(2);
        CompletableFuture<Payload> last = ask("noisy", 3);
        awaitWaiting(3);

        CompletableFuture<Payload> quiet = ask("quiet", 4);
        Throwable pushedOut = failure(last);
        model.letGo();

        assertThat(pushedOut).isInstanceOf(OverloadedException.class);
        assertThat(Calls.sums(quiet.join())).containsExactly(5f);
        kept.join();
        alsoKept.join();
    }

    @Test
    void aFullBulkhead_isSaidToTheWholeRun() throws InterruptedException {
        Bulkhead bulkhead = new Bulkhead(1, 0);
        queue = new BatchQueue(Calls.settings(environment), bulkhead, true, 1);
        FakeModel other = new FakeModel();
        other.hold();
        CompletableFuture<Payload> busy =
                CompletableFuture.supplyAsync(
                        () -> bulkhead.run(Deadline.NONE, () -> Calls.row(other, "a", 1).run()),
                        callers);
        other.awaitRun();

        Throwable refused = failure(ask("a", 1));
        other.letGo();
        busy.join();

        assertThat(refused).isInstanceOf(OverloadedException.class);
        assertThat(Calls.sums(queue.predict(Calls.row(model, "a", 1)))).containsExactly(2f);
    }

    @Test
    void aServerThatStops_letsGoOfWhoWaits() throws InterruptedException {
        occupy();
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                queue.predict(Calls.row(model, "a", 1));
                            } catch (RuntimeException refused) {
                                seen.complete(
                                        Thread.currentThread().isInterrupted()
                                                ? refused
                                                : new AssertionError("interrupt lost"));
                            }
                        });
        caller.start();
        awaitWaiting(1);

        caller.interrupt();

        assertThat(seen.join()).isInstanceOf(OverloadedException.class);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void lingering_gathersCompanyUpToAFullRun() {
        environment.put("VOUCHSAFE_BATCH_LINGER_MICROS", "1000000");
        set("VOUCHSAFE_BATCH_ROWS", "3");

        long start = System.nanoTime();
        List<CompletableFuture<Payload>> all = List.of(ask("a", 1), ask("b", 2), ask("c", 3));
        all.forEach(CompletableFuture::join);

        assertThat(model.runs()).containsExactly(3);
        assertThat(System.nanoTime() - start).isLessThan(900_000_000L);
    }

    @Test
    void lingering_endsWithoutCompany() {
        set("VOUCHSAFE_BATCH_LINGER_MICROS", "1000");

        assertThat(Calls.sums(queue.predict(Calls.row(model, "a", 1)))).containsExactly(2f);
        assertThat(Calls.sums(queue.predict(Calls.row(model, "a", 2)))).containsExactly(3f);
    }

    @Test
    void requestsWithoutRowsInCommon_runAlone() throws InterruptedException {
        occupy();
        Map<String, io.vouchsafe.kernel.Tensor> uneven =
                new HashMap<>(Calls.payload(2, 1, 1).tensors());
        uneven.put(
                "name",
                io.vouchsafe.kernel.Tensor.strings(io.vouchsafe.kernel.Shape.of(2), "a", "b"));
        CompletableFuture<Payload> odd = ask(Calls.of(model, "a", new Payload(uneven)));
        awaitWaiting(1);
        CompletableFuture<Payload> even = ask("a", 1);
        awaitWaiting(2);

        model.letGo();

        assertThat(Calls.echo(odd.join())).containsExactly("a", "b");
        even.join();
        assertThat(model.runs()).containsExactly(1, 1, 1);
    }

    @Test
    void queuesAreOfOneModelEach() throws InterruptedException {
        Batcher batcher =
                new Batcher(
                        Calls.settings(Map.of("VOUCHSAFE_BATCH_EXCEPT", "apart")),
                        new Bulkhead(4, 4),
                        4);
        model.hold();
        CompletableFuture<Payload> busy =
                CompletableFuture.supplyAsync(
                        () -> batcher.predict(Calls.row(model, "a", 1)), callers);
        model.awaitRun();

        Payload other = batcher.predict(Calls.row(new FakeModel(), "a", 2));
        model.letGo();

        assertThat(Calls.sums(other)).containsExactly(3f);
        assertThat(Calls.sums(busy.join())).containsExactly(2f);
        assertThat(batcher.mayJoin("apart")).isFalse();
        assertThat(batcher.mayJoin("any")).isTrue();
    }

    @Test
    void aFailureOfARequestAlone_isItsOwn() {
        assertThatThrownBy(() -> queue.predict(Calls.row(model, "a", Float.NaN)))
                .isInstanceOf(PredictionFailedException.class);
        assertThat(model.runs()).containsExactly(1);
        assertThatThrownBy(
                        () ->
                                CompletableFuture.supplyAsync(
                                                () ->
                                                        queue.predict(
                                                                Calls.row(model, "a", Float.NaN)),
                                                callers)
                                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(PredictionFailedException.class);
    }
}
