package io.vouchsafe.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void value_passesThroughMapAndThen() {
        Outcome<String> outcome = Outcome.done(2).map(n -> n + 1).then(n -> Outcome.done("n=" + n));

        assertThat(outcome).isEqualTo(Outcome.done("n=3"));
    }

    @Test
    void decline_stopsTheChainAndKeepsItsReason() {
        Outcome<Integer> declined = Outcome.declined(Outcome.Kind.CONFLICT, "taken", "Taken.");

        Outcome<String> end = declined.map(n -> n * 2).then(n -> Outcome.done("unreachable " + n));

        assertThat(end).isEqualTo(Outcome.declined(Outcome.Kind.CONFLICT, "taken", "Taken."));
    }

    @Test
    void units_areSortedNeverNegative() {
        assertThat(Units.call(64).meters().keySet()).containsExactly("calls", "rows");
        assertThat(Units.call(64).of(Units.ROWS)).isEqualTo(64);
        assertThat(Units.NONE.of(Units.CALLS)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Units(Map.of("calls", -1L)));
    }

    @Test
    void money_isExact() {
        Money price = Money.of("0.0010", "EUR");

        assertThat(price.times(3).plain()).isEqualTo("0.0030");
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("0.00000000001", "EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", "XXZ"));
    }
}
