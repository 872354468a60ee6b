package io.vouchsafe.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.rest.testing.Api;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {
    /** Says which request id it saw. */
    @Path("/api/echo")
    public static class Echo {
        @GET
        public Response echo(@HeaderParam("x-request-id") @Nullable String id) {
            return Response.ok(String.valueOf(id)).build();
        }

        @GET
        @Path("cached")
        public Response cached() {
            return Response.ok("x").header("Cache-Control", "max-age=60").build();
        }
    }

    private final Api api = new Api(new Echo());

    @ParameterizedTest
    @ValueSource(strings = {"a", "7f9c-22.A_b:1", "01995e7a-0000-7000-8000-000000000000"})
    void aSaneRequestId_isKept(String id) {
        Api.Answer answer = api.get("/api/echo").header("x-request-id", id).send();

        assertThat(answer.text()).isEqualTo(id);
        assertThat(answer.header("x-request-id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "a b", "a\nb", "<script>", "ü", "%0d%0a"})
    void anyOtherRequestId_isReplaced_oneForTheWholeRequest(String id) {
        Api.Answer answer = api.get("/api/echo").header("x-request-id", id).send();

        assertThat(answer.text()).isNotEqualTo(id).matches("[0-9a-f-]{36}");
        assertThat(answer.header("x-request-id")).isEqualTo(answer.text());
    }

    @Test
    void anOverlongRequestId_isReplaced() {
        Api.Answer answer = api.get("/api/echo").header("x-request-id", "a".repeat(129)).send();

        assertThat(answer.header("x-request-id")).hasSize(36);
    }

    @Test
    void aRequestWithoutId_getsOne_andSoDoesARefusal() {
        assertThat(api.get("/api/echo").send().header("x-request-id")).hasSize(36);
        assertThat(api.get("/api/nothing").send().header("x-request-id")).hasSize(36);
    }

    @Test
    void aRefusalNamesTheSameIdInBodyAndHeader() {
        Api.Answer answer = api.get("/api/nothing").send();

        assertThat(answer.json().get("instance").asText()).isEqualTo(answer.header("x-request-id"));
    }

    @Test
    void answersAreNotStored_unlessTheResourceSaysSo() {
        Api.Answer plain = api.get("/api/echo").send();
        Api.Answer cached = api.get("/api/echo/cached").send();

        assertThat(plain.header("Cache-Control")).isEqualTo("no-store");
        assertThat(cached.header("Cache-Control")).isEqualTo("max-age=60");
        assertThat(plain.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(plain.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(plain.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(plain.header("Strict-Transport-Security")).isNull();
    }

    @Test
    void headersBeyondTheirLimit_are431() {
        Api.Answer ours = api.get("/api/echo").header("vouchsafe-purpose", "p".repeat(257)).send();
        Api.Call many = api.get("/api/echo");
        for (int i = 0; i < 9; i++) {
            many.header("x-" + i, "v".repeat(4000));
        }

        assertThat(ours.status()).isEqualTo(431);
        assertThat(ours.json().get("type").asText()).endsWith("/headers-too-large");
        assertThat(many.send().status()).isEqualTo(431);
    }

    @Test
    void headersAtTheirLimit_pass() {
        Api.Answer answer =
                api.get("/api/echo").header("Vouchsafe-Subject", "s".repeat(256)).send();

        assertThat(answer.status()).isEqualTo(200);
    }
}
