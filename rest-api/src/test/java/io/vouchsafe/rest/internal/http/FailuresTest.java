package io.vouchsafe.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import io.vouchsafe.rest.internal.problem.Problem;
import io.vouchsafe.rest.internal.problem.RefusedException;
import io.vouchsafe.rest.testing.Api;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    /** Fails as it was told, below our own API and below a foreign protocol. */
    @Path("/{root: api|v2|log}/fail")
    public static class Failing {
        private Exception failure = new IllegalStateException();

        @GET
        @Produces("application/json")
        public String fail() throws Exception {
            throw failure;
        }

        @POST
        @Consumes("application/json")
        public String post(String body) {
            return body;
        }
    }

    private final Failing failing = new Failing();
    private final Api api = new Api(failing);

    private static Stream<Arguments> failures() {
        OptimisticLockException conflict = new OptimisticLockException("row 17 of secret");
        return Stream.of(
                Arguments.of(new EJBAccessException("secret"), 403, "role-missing"),
                Arguments.of(conflict, 409, "concurrent-change"),
                Arguments.of(new EJBException("secret", conflict), 409, "concurrent-change"),
                Arguments.of(
                        new EJBException(
                                new RuntimeException(
                                        new RollbackException("secret") {
                                            private static final long serialVersionUID = 1L;

                                            @Override
                                            public synchronized Throwable getCause() {
                                                return conflict;
                                            }
                                        })),
                        409,
                        "concurrent-change"),
                Arguments.of(
                        new LogUnavailableException("secret", new RuntimeException()),
                        503,
                        "log-unavailable"),
                Arguments.of(
                        new EJBException(
                                new LogUnavailableException("secret", new RuntimeException())),
                        503,
                        "log-unavailable"),
                Arguments.of(new BodyTooLargeException(9), 413, "body-too-large"),
                Arguments.of(
                        new EJBException(new RuntimeException(new BodyTooLargeException(9))),
                        413,
                        "body-too-large"),
                Arguments.of(new MalformedBodyException("Wrong.", "/a"), 400, "malformed-body"),
                Arguments.of(new BadRequestException("secret"), 400, "bad-request"),
                Arguments.of(new WebApplicationException("secret", 413), 413, "body-too-large"),
                Arguments.of(new WebApplicationException("secret", 418), 500, "internal-error"),
                Arguments.of(new IllegalStateException("secret"), 500, "internal-error"),
                Arguments.of(new IllegalArgumentException("secret"), 500, "internal-error"),
                Arguments.of(new java.sql.SQLException("secret"), 500, "internal-error"),
                Arguments.of(cyclic(), 500, "internal-error"));
    }

    private static Exception cyclic() {
        RuntimeException first = new RuntimeException("secret");
        first.initCause(new RuntimeException("secret", first));
        return first;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailure_isAProblem_thatTellsNoSecret(Exception failure, int status, String slug) {
        failing.failure = failure;

        Api.Answer answer = api.get("/api/fail").header("x-request-id", "r-1").send();

        JsonNode problem = answer.json();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.get("type").asText()).isEqualTo(Problem.BASE + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(problem.get("instance").asText()).isEqualTo("r-1");
        assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void onAForeignProtocol_itIsThatProtocolsError(Exception failure, int status, String slug) {
        failing.failure = failure;

        Api.Answer answer = api.get("/v2/fail").send();

        assertThat(answer.status()).as(slug).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
        assertThat(answer.text()).doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource(Outcome.Kind.class)
    void whatAModuleDeclines_keepsItsWords(Outcome.Kind kind) {
        Outcome<String> declined =
                Outcome.declined(kind, "four-eyes", "You submitted it. Ask another approver.");
        failing.failure =
                org.assertj.core.api.Assertions.catchException(
                        () -> RefusedException.orRefused(declined));

        Api.Answer answer = api.get("/api/fail").send();

        assertThat(answer.status()).isEqualTo(kind.status());
        assertThat(answer.json().get("type").asText()).endsWith("/four-eyes");
        assertThat(answer.json().get("title").asText()).isEqualTo("Four eyes");
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("You submitted it. Ask another approver.");
    }

    @Test
    void whatIsDone_passes() {
        assertThat(RefusedException.orRefused(Outcome.done("x"))).isEqualTo("x");
    }

    @Test
    void aMalformedBody_pointsAtItsFaults() {
        failing.failure = new MalformedBodyException("Wrong.", "/rules/0");

        JsonNode problem = api.get("/api/fail").send().json();

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/rules/0");
        assertThat(problem.at("/errors/0/detail").asText()).isEqualTo("Wrong.");
    }

    @Test
    void aLogThatIsAway_asksToTryAgain() {
        failing.failure = new LogUnavailableException("x", new RuntimeException());

        assertThat(api.get("/api/fail").send().header("Retry-After")).isEqualTo("1");
    }

    @Test
    void whatTheFrameworkRefuses_isAProblemToo() {
        Api.Answer missing = api.get("/api/nothing").send();
        Api.Answer method = api.delete("/log/fail").send();
        Api.Answer type = api.post("/api/fail").body("text/csv", new byte[] {1}).send();
        Api.Answer accept = api.get("/api/fail").accept("image/png").send();

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json().get("type").asText()).endsWith("/not-found");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET").contains("POST");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.json().get("type").asText()).endsWith("/media-type-not-supported");
        assertThat(accept.status()).isEqualTo(406);
        assertThat(accept.json().get("type").asText()).endsWith("/not-acceptable");
    }

    @Test
    void theOperatorIsToldOfAFault_withTheClientsIdAndTheCause_onceAndNotOfARefusal() {
        List<LogRecord> told = new ArrayList<>();
        Handler listener =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        told.add(line);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Api.OPERATOR.addHandler(listener);
        try {
            failing.failure = new MalformedBodyException("Wrong.");
            api.get("/api/fail").send();
            failing.failure = new IllegalStateException("cause");
            api.get("/api/fail").header("x-request-id", "r-2").send();
        } finally {
            Api.OPERATOR.removeHandler(listener);
        }

        assertThat(told).hasSize(1);
        assertThat(told.get(0).getMessage()).contains("VOUCH80002", "'r-2'", "GET /api/fail");
        assertThat(told.get(0).getThrown()).hasMessage("cause");
    }

    @Test
    void optionsAreAnswered_notRefused() {
        Api.Answer answer = api.call("OPTIONS", "/api/fail").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow")).contains("GET");
    }
}
