package io.vouchsafe.rest.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fuzzer itself: without this, a fuzzer that never runs would pass every test. */
class FuzzerTest {
    /** Has a fault that only some inputs meet. */
    public static final class Faulty {
        private Faulty() {}

        public static void fuzzerTestOneInput(byte[] input) {
            String text = new String(input, StandardCharsets.UTF_8);
            if (text.startsWith("{\"") && text.contains("]")) {
                throw new IllegalStateException("found as it should be");
            }
        }
    }

    @Test
    void aFaultIsFound(@TempDir Path folder) throws Exception {
        List<byte[]> seeds = List.of("{\"x\":[1}".getBytes(StandardCharsets.UTF_8));

        Fuzzer.Outcome outcome = Fuzzer.run(Faulty.class, seeds, folder, Duration.ofSeconds(60));

        assertThat(outcome.exit()).as(outcome.output()).isPositive();
        assertThat(outcome.output()).contains("found as it should be");
    }
}
