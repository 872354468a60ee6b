package io.vouchsafe.launcher.http;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import io.vouchsafe.launcher.process.Child;
import io.vouchsafe.launcher.process.Guard;
import io.vouchsafe.launcher.process.LogTail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** An address that answers 200 when its server is ready. */
public final class Endpoint {

    private static final Duration PAUSE = Duration.ofMillis(150);

    private final URI uri;
    private final HttpClient client;

    public Endpoint(URI uri) {
        this.uri = uri;
        this.client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    }

    /** Asks again and again until 200; the guard is asked as often. */
    public void await(Child server, Duration limit, Guard guard) {
        Instant end = Instant.now().plus(limit);
        while (true) {
            guard.check();
            String state = state();
            if (state.equals("200")) {
                return;
            }
            if (Instant.now().isAfter(end)) {
                throw MESSAGES.notReady(
                        server.name(),
                        limit.toSeconds(),
                        uri,
                        state,
                        server.log(),
                        LogTail.of(server.log()));
            }
            pause(server.name());
        }
    }

    /** The status, or why there is none. */
    private String state() {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        try {
            return Integer.toString(client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException noAnswer) {
            return "no answer";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw MESSAGES.stopping(uri.toString());
        }
    }

    private static void pause(String name) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw MESSAGES.stopping(name);
        }
    }
}
