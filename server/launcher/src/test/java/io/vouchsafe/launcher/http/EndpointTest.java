package io.vouchsafe.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vouchsafe.launcher.data.DataFolder;
import io.vouchsafe.launcher.process.Child;
import io.vouchsafe.launcher.process.Children;
import io.vouchsafe.launcher.process.Command;
import io.vouchsafe.launcher.process.StopPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EndpointTest {

    @TempDir Path temp;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int readyAt = 1;
    private HttpServer server;
    private DataFolder data;
    private Children children;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    boolean ready = asked.incrementAndGet() >= readyAt;
                    exchange.sendResponseHeaders(ready ? 200 : 503, -1);
                    exchange.close();
                });
        server.start();
        data = DataFolder.open(temp);
        children = new Children(data);
    }

    @AfterEach
    void close() {
        server.stop(0);
        children.stopAll();
        data.close();
    }

    @Test
    void itIsAskedUntilItIsReady() {
        readyAt = 4;

        endpoint().await(child("sleep 100"), Duration.ofSeconds(30), children);

        assertThat(asked).hasValue(4);
    }

    @Test
    void anEndpointThatNeverGetsReady_isGivenUpWithStateAndLog() {
        readyAt = Integer.MAX_VALUE;
        Child child = child("echo still loading; sleep 100");

        assertThatThrownBy(() -> endpoint().await(child, Duration.ofSeconds(1), children))
                .hasMessageContainingAll(
                        "VOUCH19006", "server", "after 1 s", "503", "still loading");
    }

    @Test
    void aServerThatDied_isNotWaitedFor() {
        readyAt = Integer.MAX_VALUE;
        Child child = child("echo out of memory; exit 3");

        assertThatThrownBy(() -> endpoint().await(child, Duration.ofSeconds(50), children))
                .hasMessageContainingAll("VOUCH19005", "code 3", "out of memory");
    }

    private Endpoint endpoint() {
        return new Endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    private Child child(String script) {
        return children.start(
                new Command(
                        "server",
                        List.of("/bin/bash", "-c", script),
                        temp,
                        Map.of("PATH", System.getenv("PATH")),
                        data.log("server"),
                        StopPlan.TERMINATE));
    }
}
