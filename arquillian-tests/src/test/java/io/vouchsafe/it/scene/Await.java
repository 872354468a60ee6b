package io.vouchsafe.it.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for what comes by itself, no longer than it may take. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Await() {}

    /** Asks until the answer is right; fails with the last one. */
    public static <T> T until(Duration limit, Callable<T> question, Predicate<? super T> right) {
        Instant end = Instant.now().plus(limit);
        try {
            T answer = question.call();
            while (!right.test(answer)) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("after " + limit + " still: " + answer);
                }
                Thread.sleep(PAUSE);
                answer = question.call();
            }
            return answer;
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** Asks until the status is right. */
    public static Answer status(Duration limit, int wanted, Callable<Answer> question) {
        return until(limit, question, answer -> answer.status() == wanted);
    }
}
