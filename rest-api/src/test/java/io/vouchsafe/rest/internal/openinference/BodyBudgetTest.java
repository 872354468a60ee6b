package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    @Test
    void bodiesBeyondTheBudget_findNoRoomUntilOneIsAnswered() throws Exception {
        var budget = new BodyBudget(8 * 1024 * 100);
        var first = budget.take(60 * 1024, Duration.ZERO);

        var second = budget.take(60 * 1024, Duration.ZERO);
        first.orElseThrow().close();
        var third = budget.take(60 * 1024, Duration.ZERO);

        assertThat(second).isEmpty();
        assertThat(third).isPresent();
    }

    @Test
    void bodyLargerThanAll_takesAllRatherThanNeverEntering() throws Exception {
        var budget = new BodyBudget(8 * 1024);

        try (var room = budget.take(1 << 30, Duration.ZERO).orElseThrow()) {
            assertThat(room.taken()).isEqualTo(1);
            assertThat(budget.take(0, Duration.ZERO)).isEmpty();
        }
        assertThat(budget.take(0, Duration.ZERO)).isPresent();
    }
}
