package io.vouchsafe.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** One stretch of load: a thread per connection, each with one request under way. */
public final class Load {
    private static final long BEFORE_START = 50_000_000;

    private Load() {}

    /**
     * What a stretch came to.
     *
     * @param perSecond answers by second
     */
    public record Result(double perSecond, Latencies latencies) {}

    /**
     * Closed loop: each connection asks again as soon as it is answered. Measures throughput.
     *
     * @throws IllegalStateException when any answer is not 200
     */
    public static Result closed(Wire wire, int connections, double seconds) {
        long start = System.nanoTime() + BEFORE_START;
        long end = start + (long) (seconds * 1e9);
        List<Latencies> parts =
                each(
                        connections,
                        number -> {
                            Latencies mine = new Latencies();
                            try (Connection connection = new Connection(wire)) {
                                until(start);
                                for (long now = start; now < end; ) {
                                    require(connection, connection.exchange(wire));
                                    long done = System.nanoTime();
                                    mine.add(done - now);
                                    now = done;
                                }
                            }
                            return mine;
                        });
        Latencies all = Latencies.merged(parts);
        return new Result(all.size() / seconds, all);
    }

    /**
     * Open loop: request number n is due at n ÷ rate, whatever became of those before it, and its
     * latency counts from then. A server that stalls is charged for everyone who would have come
     * meanwhile.
     *
     * @throws IllegalStateException when any answer is not 200
     */
    public static Result open(Wire wire, int connections, double perSecond, double seconds) {
        long start = System.nanoTime() + BEFORE_START;
        long requests = (long) (perSecond * seconds);
        List<Latencies> parts =
                each(
                        connections,
                        number -> {
                            Latencies mine = new Latencies();
                            try (Connection connection = new Connection(wire)) {
                                for (long n = number; n < requests; n += connections) {
                                    long due = start + (long) (n * 1e9 / perSecond);
                                    until(due);
                                    require(connection, connection.exchange(wire));
                                    mine.add(System.nanoTime() - due);
                                }
                            }
                            return mine;
                        });
        Latencies all = Latencies.merged(parts);
        return new Result(all.size() / seconds, all);
    }

    private interface Worker {
        Latencies run(int number) throws IOException;
    }

    private static List<Latencies> each(int workers, Worker worker) {
        List<Future<Latencies>> running = new ArrayList<>();
        List<Latencies> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (int i = 0; i < workers; i++) {
                int number = i;
                running.add(threads.submit(() -> worker.run(number)));
            }
            for (Future<Latencies> one : running) {
                done.add(one.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return done;
    }

    private static void until(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void require(Connection connection, int status) {
        if (status != 200) {
            throw new IllegalStateException("Status " + status + ": " + connection.beginning());
        }
    }
}
