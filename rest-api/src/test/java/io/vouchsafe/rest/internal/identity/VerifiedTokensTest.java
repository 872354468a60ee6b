package io.vouchsafe.rest.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Caller;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Caller ADA = Caller.user("ada", null, Set.of());

    private Instant now = NOON;
    private final VerifiedTokens tokens = new VerifiedTokens(10, () -> now);

    @Test
    void knownToken_isFoundUntilItExpires() {
        tokens.add("token", ADA, NOON.plusSeconds(60));

        now = NOON.plusSeconds(59);
        assertThat(tokens.find("token")).contains(ADA);

        now = NOON.plusSeconds(60);
        assertThat(tokens.find("token")).isEmpty();
    }

    @Test
    void anotherToken_isNotFound() {
        tokens.add("token", ADA, NOON.plusSeconds(60));

        assertThat(tokens.find("token2")).isEmpty();
    }

    @Test
    void manyTokens_stayWithinTheBound() {
        for (int i = 0; i < 1_000; i++) {
            tokens.add("token" + i, ADA, NOON.plusSeconds(60));
        }

        assertThat(tokens.size()).isLessThanOrEqualTo(10);
        assertThat(tokens.find("token999")).contains(ADA);
        assertThat(tokens.find("token0")).isEmpty();
    }

    @Test
    void tokenInUse_outlivesManyStrangers() {
        tokens.add("mine", ADA, NOON.plusSeconds(60));

        for (int i = 0; i < 100; i++) {
            tokens.add("stranger" + i, ADA, NOON.plusSeconds(60));
            assertThat(tokens.find("mine")).contains(ADA);
        }
    }
}
