package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.partners.RateLimit;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeResponsesTest {
    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReason_endsInItsStatusAndTheProtocolsBody(Reason reason) {
        Response refused =
                OutcomeResponses.of(
                        new InferenceOutcome.Refused(reason, "Because.", null, null, null));
        Response faulted =
                OutcomeResponses.of(new InferenceOutcome.Faulted(reason, "Because.", null));

        assertThat(refused.getStatus()).isEqualTo(reason.status());
        assertThat(faulted.getStatus()).isEqualTo(reason.status());
        assertThat((byte[]) refused.getEntity())
                .isEqualTo("{\"error\":\"Because.\"}".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "0,    1, never 0: it would mean at once",
        "1,    1, rounded up",
        "1000, 1, exact",
        "1001, 2, rounded up",
        "59000, 59, exact"
    })
    void waiting_isToldInWholeSeconds(long millis, String seconds, String reason) {
        Response response =
                OutcomeResponses.of(
                        new InferenceOutcome.Refused(
                                Reason.RATE_EXCEEDED,
                                "Slower.",
                                null,
                                Duration.ofMillis(millis),
                                null));

        assertThat(response.getHeaderString("Retry-After")).as(reason).isEqualTo(seconds);
    }

    @Test
    void aStoppedModel_doesNotAskToTryAgain() {
        Response response =
                OutcomeResponses.of(
                        new InferenceOutcome.Refused(
                                Reason.MODEL_STOPPED, "Stopped.", null, null, null));

        assertThat(response.getHeaderString("Retry-After")).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOG_UNAVAILABLE", "OVERLOADED"})
    void whatPassesSoon_asksToTryAgain(Reason reason) {
        Response response =
                OutcomeResponses.of(new InferenceOutcome.Faulted(reason, "Later.", null));

        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
    }

    @Test
    void limits_areNeverNegative() {
        Response response =
                OutcomeResponses.of(
                        new InferenceOutcome.Refused(
                                Reason.RATE_EXCEEDED,
                                "Slower.",
                                null,
                                null,
                                new RateLimit(10, -3, -1)));

        assertThat(response.getHeaderString("RateLimit-Remaining")).isEqualTo("0");
        assertThat(response.getHeaderString("RateLimit-Reset")).isEqualTo("0");
    }

    @Test
    void textsThatNeedIt_areEscaped() {
        Response response =
                OutcomeResponses.of(
                        new InferenceOutcome.Refused(
                                Reason.INVALID_INPUT, "Say \"x\"\n", null, null, null));

        assertThat(new String((byte[]) response.getEntity(), StandardCharsets.UTF_8))
                .isEqualTo("{\"error\":\"Say \\\"x\\\"\\n\"}");
    }
}
