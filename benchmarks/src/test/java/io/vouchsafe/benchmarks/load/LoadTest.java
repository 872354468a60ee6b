package io.vouchsafe.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicReference<String> lastBody = new AtomicReference<>("");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile int status = 200;
    private volatile long stallAt = -1;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(threads);
        server.createContext(
                "/infer",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    lastBody.set(new String(body, StandardCharsets.UTF_8));
                    if (answered.incrementAndGet() == stallAt) {
                        pause(300);
                    }
                    byte[] answer = "answer".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Wire wire() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/infer");
        return Wire.post(
                address, Map.of("X-Key", "k"), "{\"inputs\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void closedLoop_countsEachAnswerOnce() {
        Load.Result result = Load.closed(wire(), 3, 0.3);

        assertThat(result.latencies().size()).isEqualTo(answered.get()).isPositive();
        assertThat(lastBody.get()).isEqualTo("{\"inputs\":[]}");
    }

    @Test
    void openLoop_sendsAsManyAsAreDue() {
        Load.Result result = Load.open(wire(), 4, 200, 0.5);

        assertThat(answered.get()).isEqualTo(100);
        assertThat(result.latencies().size()).isEqualTo(100);
    }

    @Test
    void openLoop_chargesAStallToThoseWhoWouldHaveComeMeanwhile() {
        stallAt = 10;

        Load.Result result = Load.open(wire(), 1, 100, 1);

        // the stall holds up about thirty requests that were due while it lasted
        assertThat(result.latencies().millis(85)).isGreaterThan(50);
        assertThat(result.latencies().millis(100)).isGreaterThan(250);
    }

    @Test
    void anyOtherStatus_isAFailureNotASpeed() {
        status = 429;

        assertThatThrownBy(() -> Load.closed(wire(), 1, 0.2)).hasMessageContaining("Status 429");
    }

    @Test
    void percentiles_areByNearestRank() {
        Latencies one = new Latencies();
        Latencies other = new Latencies();
        for (int i = 1; i <= 50; i++) {
            one.add(i * 1_000_000L);
            other.add((50 + i) * 1_000_000L);
        }

        Latencies all = Latencies.merged(List.of(other, one));

        assertThat(all.millis(50)).isEqualTo(50.0);
        assertThat(all.millis(99)).isEqualTo(99.0);
        assertThat(all.millis(100)).isEqualTo(100.0);
    }
}
