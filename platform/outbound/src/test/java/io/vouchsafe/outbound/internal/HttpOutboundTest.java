package io.vouchsafe.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vouchsafe.outbound.AddressRules;
import io.vouchsafe.outbound.Answer;
import io.vouchsafe.outbound.Call;
import io.vouchsafe.outbound.EventStream;
import io.vouchsafe.outbound.Limits;
import io.vouchsafe.outbound.Outbound;
import io.vouchsafe.outbound.OutboundException;
import io.vouchsafe.outbound.OutboundException.Reason;
import io.vouchsafe.outbound.ServerSentEvent;
import io.vouchsafe.outbound.testing.FakeServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpOutboundTest {
    private static final Limits USUAL =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), 4096);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Outbound outbound = Outbound.with(AddressRules.allowing("127.0.0.1"), timer);
    private final FakeServer server = new FakeServer(FakeServer.json(200, "{\"ok\":true}"));

    @AfterEach
    void stop() {
        outbound.close();
        server.close();
        timer.shutdownNow();
    }

    private Call get(Limits limits) {
        return new Call("GET", server.uri("/a?b=c"), Map.of("X-One", "1"), null, limits);
    }

    private Reason failure(Call call) {
        return catchThrowableOfType(OutboundException.class, () -> outbound.send(call)).reason();
    }

    @Test
    void aCallArrivesAsItWasMeant() {
        byte[] body = "{\"x\":\"中\"}".getBytes(StandardCharsets.UTF_8);

        Answer answer =
                outbound.send(
                        new Call(
                                "POST",
                                server.uri("/v2/models"),
                                Map.of("Content-Type", "application/json"),
                                body,
                                USUAL));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{\"ok\":true}");
        assertThat(server.requests())
                .singleElement()
                .satisfies(
                        request -> {
                            assertThat(request.method()).isEqualTo("POST");
                            assertThat(request.path()).isEqualTo("/v2/models");
                            assertThat(request.body()).isEqualTo(body);
                            assertThat(request.headers())
                                    .containsEntry("content-type", "application/json")
                                    .containsEntry("user-agent", "Vouchsafe")
                                    .doesNotContainKey("accept-encoding")
                                    .doesNotContainKey("cookie");
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void anyStatusIsAnAnswer(int status) {
        server.behave(FakeServer.json(status, "{}"));

        Answer answer = outbound.send(get(USUAL));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isSuccess()).isFalse();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.behave(FakeServer.redirect("http://169.254.169.254/latest/meta-data/"));

        Answer answer = outbound.send(get(USUAL));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"})
    void anAddressOfTheInside_isNotConnected(String host) {
        try (Outbound strict = Outbound.with(AddressRules.publicOnly(), timer)) {
            URI uri = URI.create("http://" + host + ":" + server.port() + "/");

            assertThatThrownBy(() -> strict.send(new Call("GET", uri, Map.of(), null, USUAL)))
                    .isInstanceOfAny(OutboundException.class, IllegalArgumentException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    /** A name that is public when it is checked and loopback when it is connected. */
    @Test
    void aNameThatChangesItsAddress_reachesWhatWasChecked() {
        AtomicInteger asked = new AtomicInteger();
        CheckedResolver.Names rebinding =
                host ->
                        new InetAddress[] {
                            InetAddress.getByName(
                                    asked.getAndIncrement() == 0 ? "192.0.2.1" : "127.0.0.1")
                        };
        try (Outbound strict = new HttpOutbound(AddressRules.publicOnly(), timer, rebinding)) {
            Call call =
                    new Call(
                            "GET",
                            URI.create("http://rebinding.example:" + server.port() + "/"),
                            Map.of(),
                            null,
                            USUAL);

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> strict.send(call))
                        .isInstanceOf(OutboundException.class)
                        .hasMessageContaining("VOUCHSAFE_OUTBOUND_ALLOW");
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void oneInnerAddressAmongPublicOnes_refusesTheName() {
        CheckedResolver.Names mixed =
                host ->
                        new InetAddress[] {
                            InetAddress.getByName("1.1.1.1"), InetAddress.getByName("127.0.0.1")
                        };

        assertThatThrownBy(
                        () ->
                                new CheckedResolver(AddressRules.publicOnly(), mixed)
                                        .resolve("mixed.example", 80))
                .isInstanceOf(CheckedResolver.RefusedException.class);
    }

    @Test
    void anUnknownHost_isSaidSo() {
        CheckedResolver.Names nobody =
                host -> {
                    throw new java.net.UnknownHostException(host);
                };
        try (Outbound lost = new HttpOutbound(AddressRules.publicOnly(), timer, nobody)) {
            Call call = new Call("GET", URI.create("http://no.example/"), Map.of(), null, USUAL);

            assertThat(
                            catchThrowableOfType(OutboundException.class, () -> lost.send(call))
                                    .reason())
                    .isEqualTo(Reason.HOST_UNKNOWN);
        }
    }

    @Test
    void aClosedPort_isUnreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Call call = new Call("GET", URI.create("http://127.0.0.1:" + port), Map.of(), null, USUAL);

        assertThat(failure(call)).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void anAnswerThatNeverBegins_isUnreachable() {
        server.behave(FakeServer.nothing());

        assertThat(failure(get(USUAL))).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void silence_endsAtTheLimit() {
        server.behave(server.silence());
        Limits quiet =
                new Limits(
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(20),
                        4096);

        assertThat(failure(get(quiet))).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void aServerThatTrickles_endsAtTheTotalLimit() {
        server.behave(FakeServer.trickle());
        Limits total =
                new Limits(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(300),
                        1 << 20);

        assertThat(failure(get(total))).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void anAnswerThatBreaksOff_isNoAnswer() {
        server.behave(FakeServer.cut());

        assertThat(failure(get(USUAL))).isEqualTo(Reason.BROKEN_OFF);
    }

    @Test
    void whatIsNoHttp_isNoAnswer() {
        server.behave((request, out) -> FakeServer.raw(out, "SSH-2.0-OpenSSH_9.9\r\n\r\n\r\n"));

        assertThat(failure(get(USUAL))).isIn(Reason.BROKEN_OFF, Reason.UNREACHABLE);
    }

    @Test
    void anAnswerWithoutEnd_isTooLarge() {
        server.behave(FakeServer.endless());

        assertThat(failure(get(USUAL))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void anAnswerOfExactlyTheLimit_isNotTooLarge() {
        server.behave(FakeServer.json(200, "x".repeat(4096)));
        assertThat(outbound.send(get(USUAL)).body()).hasSize(4096);

        server.behave(FakeServer.json(200, "x".repeat(4097)));
        assertThat(failure(get(USUAL))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void headersWithoutEnd_areNoAnswer() {
        server.behave(
                (request, out) -> {
                    FakeServer.raw(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        FakeServer.raw(out, "X-More: and more\r\n");
                    }
                });

        assertThat(failure(get(USUAL))).isEqualTo(Reason.BROKEN_OFF);
    }

    @Test
    void eventsComeOneByOne() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        server.behave(
                (request, out) -> {
                    FakeServer.raw(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
                    FakeServer.raw(out, "data: one\n\n");
                    seen.await(); // the second comes only after the client has the first
                    FakeServer.raw(out, "data: two\n\ndata: ha");
                });

        try (EventStream events = outbound.open(get(USUAL))) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.next()).contains(new ServerSentEvent("message", "one"));
            seen.countDown();
            assertThat(events.next()).contains(new ServerSentEvent("message", "two"));
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    void aStreamThatBreaksOff_isNoEnd() {
        server.behave(
                (request, out) ->
                        FakeServer.raw(
                                out,
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\ndata: one\n\n\r\n9\r\ndat"));

        try (EventStream events = outbound.open(get(USUAL))) {
            assertThat(events.next()).contains(new ServerSentEvent("message", "one"));
            assertThat(catchThrowableOfType(OutboundException.class, events::next).reason())
                    .isEqualTo(Reason.BROKEN_OFF);
        }
    }

    @Test
    void closingAStream_hangsUp() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        server.behave(
                (request, out) -> {
                    FakeServer.raw(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                    try {
                        while (true) {
                            FakeServer.raw(out, "data: more\n\n");
                        }
                    } finally {
                        hungUp.countDown();
                    }
                });

        try (EventStream events = outbound.open(get(USUAL))) {
            assertThat(events.next()).isPresent();
        }

        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCertificateOfItsOwnMaking_isNotTrusted(@TempDir Path folder) throws Exception {
        HttpsServer https = selfSigned(folder);
        try {
            URI uri = URI.create("https://127.0.0.1:" + https.getAddress().getPort() + "/");

            assertThat(failure(new Call("GET", uri, Map.of(), null, USUAL)))
                    .isEqualTo(Reason.NOT_TRUSTED);
        } finally {
            https.stop(0);
        }
    }

    private static HttpsServer selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=127.0.0.1",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "only-in-tests",
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "only-in-tests".toCharArray());
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "only-in-tests".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer https =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        https.start();
        return https;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/",
                "file:///etc/passwd",
                "/relative",
                "http:///nohost",
                "http://user:word@example.org/",
                "http://example.org/#part"
            })
    void otherAddressesAreNone(String uri) {
        assertThatThrownBy(() -> new Call("GET", URI.create(uri), Map.of(), null, USUAL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headersCannotSmuggleOthers() {
        URI uri = URI.create("http://example.org/");

        assertThatThrownBy(() -> new Call("GET", uri, Map.of("X", "a\r\nHost: b"), null, USUAL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Call("GET", uri, Map.of("Host", "b"), null, USUAL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Call("GET /", uri, Map.of(), null, USUAL))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
