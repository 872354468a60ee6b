package io.vouchsafe.it.durability;

import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Bodies;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Partners that call one model as fast as they are answered, and keep every receipt they were
 * given. A server that is away is asked again.
 */
final class Load implements AutoCloseable {
    private static final int CALLERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
    private final List<Future<?>> callers = new ArrayList<>();
    private final Queue<String> receipts = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();
    private final AtomicLong lost = new AtomicLong();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean running = true;

    private Load() {}

    static Load on(String model, String key) {
        Load load = new Load();
        for (int i = 0; i < CALLERS; i++) {
            load.callers.add(load.pool.submit(() -> load.call(model, key)));
        }
        return load;
    }

    private void call(String model, String key) {
        byte[] body = Bodies.x(1, 2, 5).toString().getBytes(StandardCharsets.UTF_8);
        HttpRequest request =
                Api.with(key)
                        .request(
                                "POST",
                                "/v2/models/" + model + "/infer",
                                body,
                                "Content-Type",
                                "application/json")
                        .timeout(PATIENCE)
                        .build();
        while (running) {
            try {
                take(Api.tryExchange(request));
            } catch (IOException away) {
                lost.incrementAndGet();
                pause();
            }
        }
    }

    private void take(Answer answer) {
        statuses.computeIfAbsent(answer.status(), status -> new AtomicLong()).incrementAndGet();
        if (answer.status() == 200) {
            String receipt = answer.header("Vouchsafe-Receipt");
            if (receipt.isEmpty() || !Bodies.numbers(answer, "y").equals(List.of(2.5, 3.0, 4.5))) {
                wrong.add(answer.toString());
            }
            receipts.add(receipt);
        } else if (isServersOwn(answer)) {
            lost.incrementAndGet();
            pause();
        } else if (answer.status() != 503) {
            wrong.add(answer.toString());
        } else {
            pause();
        }
    }

    /** For some seconds after its start WildFly's port is open, but no host behind it. */
    private static boolean isServersOwn(Answer answer) {
        return answer.status() == 404 && answer.text().startsWith("<html>");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Receipts of all answers so far. */
    List<String> receipts() {
        return List.copyOf(receipts);
    }

    /** How many answers had this status. */
    long count(int status) {
        AtomicLong count = statuses.get(status);
        return count == null ? 0 : count.get();
    }

    /** Requests without any answer. */
    long lost() {
        return lost.get();
    }

    /** Answers that must never be given: neither right nor a 503. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Lets every caller end its last call. */
    void stop() throws Exception {
        running = false;
        for (Future<?> caller : callers) {
            caller.get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        running = false;
        pool.shutdownNow();
    }
}
