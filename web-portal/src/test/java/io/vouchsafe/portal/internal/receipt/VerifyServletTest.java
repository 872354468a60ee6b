package io.vouchsafe.portal.internal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Verification;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyServletTest {
    @Test
    void whatHolds_isSound() {
        assertThat(answer(true)).isEqualTo("{\"state\":\"sound\",\"index\":7,\"size\":42}");
    }

    @Test
    void whatDoesNotHold_isBroken() {
        assertThat(answer(false)).isEqualTo("{\"state\":\"broken\",\"index\":7,\"size\":42}");
    }

    @Test
    void whatNoCheckpointCovers_isNeither() {
        assertThat(VerifyServlet.answer(Optional.empty()).toString())
                .isEqualTo("{\"state\":\"pending\"}");
    }

    private static String answer(boolean sound) {
        return VerifyServlet.answer(
                        Optional.of(new Verification(sound, 7, 42, "log.example", List.of())))
                .toString();
    }
}
