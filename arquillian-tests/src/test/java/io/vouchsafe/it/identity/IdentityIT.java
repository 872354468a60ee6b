package io.vouchsafe.it.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.it.harness.Keycloak;
import io.vouchsafe.it.harness.PortalBrowser;
import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.harness.RawConnection;
import io.vouchsafe.it.harness.Realm;
import io.vouchsafe.it.probe.FixedKeys;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token, key and portal session, from the network to an EJB's {@code @RolesAllowed}. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class IdentityIT {
    private static final String FOR_PARTNERS = "/api/probe/partners";
    private static final String FOR_AUDITORS = "/api/probe/auditors";
    private static final String BAD_KEY = "vs_itkey00001_ffffffffffffffff";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void token_reachesTheEjbWithNameRolesAndPartner() throws Exception {
        String token = Realm.tokenOf("acme");

        HttpResponse<String> answer = get(FOR_PARTNERS, token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("acme acme[partner-admin] acme@acme");
    }

    @Test
    void serviceAccount_isNamedAfterItsClient() throws Exception {
        String token = Realm.tokenOfMachine();

        HttpResponse<String> answer = get(FOR_PARTNERS, token);

        assertThat(answer.body())
                .isEqualTo(
                        "client:acme-machine client:acme-machine[partner-developer]"
                                + " client:acme-machine@acme");
    }

    @Test
    void key_reachesTheEjbWithNameRolesAndPartner() throws Exception {
        HttpResponse<String> answer = get(FOR_PARTNERS, FixedKeys.KEY);

        assertThat(answer.body())
                .isEqualTo("key:itkey00001 key:itkey00001[partner-developer] key:itkey00001@acme");
    }

    @Test
    void anotherRole_isForbiddenByTheEjb() throws Exception {
        String partner = Realm.tokenOf("acme");
        String auditor = Realm.tokenOf("auditor");

        assertThat(get(FOR_AUDITORS, partner).statusCode()).isEqualTo(403);
        assertThat(get(FOR_AUDITORS, FixedKeys.KEY).statusCode()).isEqualTo(403);
        assertThat(get(FOR_PARTNERS, auditor).statusCode()).isEqualTo(403);
        assertThat(get(FOR_AUDITORS, auditor).body())
                .isEqualTo("auditor auditor[auditor] auditor@null");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "/api/probe,        application/problem+json, '\"type\":\"https://vouchsafe.io/problems/unauthenticated\"'",
        "/log/receipts/any, application/problem+json, '\"status\":401'",
        "/v1/probe,         application/json,         '{\"error\":\"Credential needed'",
        "/v2/models/any,    application/json,         '{\"error\":\"Credential needed'",
        "/openai/probe,     application/json,         '\"code\":\"invalid_api_key\"'",
        "/nowhere,          application/problem+json, '\"status\":401'"
    })
    void withoutCredential_isRefusedInTheProtocolsOwnForm(
            String path, String mediaType, String fragment) throws Exception {
        HttpResponse<String> answer = get(path, null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"vouchsafe\"");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(mediaType);
        assertThat(answer.body()).contains(fragment).endsWith("}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BAD_KEY,
                "vs_",
                "not-a-token",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl"
            })
    void badCredential_isRefused(String credential) throws Exception {
        HttpResponse<String> answer = get("/api/probe", credential);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("error=\"invalid_token\"");
        assertThat(answer.body()).contains("invalid-credential").doesNotContain(credential);
    }

    @Test
    void changedToken_isRefused() throws Exception {
        String token = Realm.tokenOf("acme");
        int middle = token.indexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';

        String changed = token.substring(0, middle) + other + token.substring(middle + 1);

        assertThat(get("/api/probe", changed).statusCode()).isEqualTo(401);
    }

    @Test
    void anotherRealmsToken_isRefused() throws Exception {
        String foreign = Realm.tokenOfForeignRealm();

        assertThat(get("/api/probe", foreign).statusCode()).isEqualTo(401);
    }

    @Test
    void publicPaths_needNoCredentialAndMindNone() throws Exception {
        for (String path : List.of("/v2/health/probe", "/log/probe")) {
            assertThat(get(path, null).body()).isEqualTo("- anonymous[] -");
            assertThat(get(path, BAD_KEY).body()).isEqualTo("- anonymous[] -");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/log/../api/probe", "/log/%2e%2e/api/probe", "/log/;x/../../api/probe"})
    void publicPrefix_opensNothingElse(String path) throws Exception {
        try (RawConnection connection = new RawConnection()) {
            assertThat(connection.get(path, null).status()).isIn(400, 401, 404);
        }
    }

    @Test
    void keepAliveConnection_neverLendsAnIdentityToTheNextRequest() throws Exception {
        int rounds = Boolean.getBoolean("vouchsafe.long") ? 20_000 : 3_000;
        List<Call> calls =
                List.of(
                        new Call(Realm.tokenOf("acme"), 200, "acme acme[partner-admin] acme@acme"),
                        new Call(
                                Realm.tokenOf("rival"),
                                200,
                                "rival rival[partner-admin] rival@rival"),
                        new Call(
                                FixedKeys.KEY,
                                200,
                                "key:itkey00001 key:itkey00001[partner-developer]"
                                        + " key:itkey00001@acme"),
                        new Call(
                                Realm.tokenOf("auditor"),
                                200,
                                "auditor auditor[auditor] auditor@null"),
                        new Call(BAD_KEY, 401, null),
                        new Call(null, 401, null));

        List<String> leaks = inParallel(4, seed -> hammer(calls, rounds / 4, seed));

        assertThat(leaks).isEmpty();
    }

    private record Call(@Nullable String credential, int status, @Nullable String body) {}

    private static List<String> hammer(List<Call> calls, int rounds, int seed) throws Exception {
        List<String> leaks = new ArrayList<>();
        Random random = new Random(seed);
        try (RawConnection connection = new RawConnection()) {
            for (int round = 0; round < rounds; round++) {
                Call call = calls.get(random.nextInt(calls.size()));
                RawConnection.Answer answer = connection.get("/api/probe", call.credential());
                if (answer.status() != call.status()
                        || (call.body() != null && !call.body().equals(answer.body()))) {
                    leaks.add("expected " + call.body() + " got " + answer);
                }
                RawConnection.Answer open = connection.get("/log/probe", call.credential());
                if (!open.body().equals("- anonymous[] -")) {
                    leaks.add("expected nobody, got " + open);
                }
            }
        }
        return leaks;
    }

    private interface Worker {
        List<String> run(int seed) throws Exception;
    }

    private static List<String> inParallel(int threads, Worker worker) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<String>>> results =
                    IntStream.range(0, threads)
                            .mapToObj(seed -> pool.submit(() -> worker.run(seed)))
                            .toList();
            List<String> all = new ArrayList<>();
            for (Future<List<String>> result : results) {
                all.addAll(result.get());
            }
            return all;
        }
    }

    @Test
    void portal_asksStrangersToSignInWithPkce() throws Exception {
        HttpResponse<String> redirect = get("/portal/probe", null);

        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location").orElse(""))
                .startsWith(
                        Ports.keycloak("/realms/vouchsafe/protocol/openid-connect/auth").toString())
                .contains(
                        "code_challenge_method=S256",
                        "code_challenge=",
                        "client_id=vouchsafe-portal");
    }

    @Test
    void portalSession_reachesTheEjbWithNameAndRoles() throws Exception {
        try (PortalBrowser browser = new PortalBrowser()) {
            HttpResponse<String> page = browser.signInAt("/portal/probe/auditors", "auditor");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo("auditor auditor[auditor] auditor@null");
            assertThat(browser.open("/portal/probe/partners").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void portalSession_knowsThePartner() throws Exception {
        try (PortalBrowser browser = new PortalBrowser()) {
            HttpResponse<String> page = browser.signInAt("/portal/probe/partners", "acme");

            assertThat(page.body()).isEqualTo("acme acme[partner-admin] acme@acme");
        }
    }

    @Test
    void portalSession_opensNothingInTheApi() throws Exception {
        try (PortalBrowser browser = new PortalBrowser()) {
            browser.signInAt("/portal/probe", "auditor");

            assertThat(browser.open("/api/probe").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void wrongPassword_staysAtTheForm() throws Exception {
        try (PortalBrowser browser = new PortalBrowser()) {
            HttpResponse<String> page =
                    browser.signIn(browser.open("/portal/probe"), "rival", "not-the-password");

            assertThat(PortalBrowser.isSignInForm(page)).isTrue();
        }
    }

    @Test
    void signingOut_endsTheSessionHereAndAtKeycloak() throws Exception {
        try (PortalBrowser browser = new PortalBrowser()) {
            browser.signInAt("/portal/probe", "owner");

            HttpResponse<String> after = browser.post("/portal/logout");

            assertThat(PortalBrowser.isSignInForm(after)).isTrue();
            assertThat(PortalBrowser.isSignInForm(browser.open("/portal/probe"))).isTrue();
        }
    }

    @Test
    void signingOutByLink_isNotPossible() throws Exception {
        try (PortalBrowser browser = new PortalBrowser()) {
            browser.signInAt("/portal/probe", "approver");

            assertThat(browser.open("/portal/logout").statusCode()).isEqualTo(405);
            assertThat(browser.open("/portal/probe").body()).startsWith("approver ");
        }
    }

    @Test
    void rotatedSigningKey_needsNoRestart() throws Exception {
        String before = Realm.tokenOf("acme");
        assertThat(get("/api/probe", before).statusCode()).isEqualTo(200);

        Realm.rotateSigningKey();
        String after = Realm.tokenOf("acme");

        assertThat(header(after)).isNotEqualTo(header(before));
        assertThat(statusWithin(Duration.ofSeconds(15), 200, after)).isEqualTo(200);
        assertThat(get("/api/probe", before).statusCode()).isEqualTo(200);
    }

    @Test
    void keycloakAway_keysAndKnownTokensWorkOthersWait() throws Exception {
        String known = Realm.tokenOf("rival");
        String stranger = tokenOfUnknownKey();
        assertThat(get("/api/probe", known).statusCode()).isEqualTo(200);
        assertThat(statusWithin(Duration.ofSeconds(15), 401, stranger)).isEqualTo(401);
        Keycloak.running().stop();
        try {
            assertThat(get("/api/probe", FixedKeys.KEY).statusCode()).isEqualTo(200);
            assertThat(get("/api/probe", known).statusCode()).isEqualTo(200);
            assertThat(statusWithin(Duration.ofSeconds(15), 503, stranger)).isEqualTo(503);
            assertThat(get("/api/probe", stranger).headers().firstValue("Retry-After"))
                    .hasValue("5");
            assertThat(get("/v2/health/probe", null).statusCode()).isEqualTo(200);
        } finally {
            Keycloak.running().start();
        }

        assertThat(statusWithin(Duration.ofSeconds(15), 401, stranger)).isEqualTo(401);
        assertThat(get("/api/probe", Realm.tokenOf("acme")).statusCode()).isEqualTo(200);
    }

    /** Right in form, signed by nobody Keycloak knows. */
    private static String tokenOfUnknownKey() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"a-key-of-nobody\"}";
        String body = "{\"sub\":\"x\",\"iss\":\"x\",\"aud\":\"vouchsafe-api\",\"exp\":4102444800}";
        return base64.encodeToString(head.getBytes(StandardCharsets.UTF_8))
                + "."
                + base64.encodeToString(body.getBytes(StandardCharsets.UTF_8))
                + "."
                + base64.encodeToString(new byte[256]);
    }

    private static String header(String token) {
        return token.substring(0, token.indexOf('.'));
    }

    /**
     * The keys are read at most once in five seconds, so a change may take that long to be seen.
     */
    private int statusWithin(Duration limit, int wanted, String credential) throws Exception {
        Instant end = Instant.now().plus(limit);
        int status = get("/api/probe", credential).statusCode();
        while (status != wanted && Instant.now().isBefore(end)) {
            Thread.sleep(250);
            status = get("/api/probe", credential).statusCode();
        }
        return status;
    }

    private HttpResponse<String> get(String path, @Nullable String credential) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(Ports.api(path));
        if (credential != null) {
            request.header("Authorization", "Bearer " + credential);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
