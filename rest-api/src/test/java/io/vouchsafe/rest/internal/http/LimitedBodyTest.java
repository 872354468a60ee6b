package io.vouchsafe.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedBodyTest {
    private static InputStream body(int bytes) {
        return new ByteArrayInputStream(new byte[bytes]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100})
    void aBodyUpToTheLimit_isReadWhole(int bytes) throws IOException {
        assertThat(LimitedBody.read(body(bytes), bytes, 100)).hasSize(bytes);
        assertThat(LimitedBody.read(body(bytes), -1, 100)).hasSize(bytes);
    }

    @Test
    void oneByteMore_isRefused_announcedOrNot() {
        assertThatExceptionOfType(BodyTooLargeException.class)
                .isThrownBy(() -> LimitedBody.read(body(101), 101, 100))
                .matches(refused -> refused.limit() == 100);
        assertThatExceptionOfType(BodyTooLargeException.class)
                .isThrownBy(() -> LimitedBody.read(body(101), -1, 100));
    }

    @Test
    void whatIsAnnouncedTooLarge_isNotEvenRead() {
        InputStream untouched =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("the body was read");
                    }
                };

        assertThatExceptionOfType(BodyTooLargeException.class)
                .isThrownBy(() -> LimitedBody.read(untouched, 1L << 40, 100));
    }

    @Test
    void aBodyThatIsLargerThanAnnounced_isStillLimited() {
        assertThatExceptionOfType(BodyTooLargeException.class)
                .isThrownBy(() -> LimitedBody.read(body(200), 50, 100));
    }

    @Test
    void aHugeAnnouncementBelowTheLimit_takesNoMemory() throws IOException {
        byte[] read = LimitedBody.read(body(3), Integer.MAX_VALUE - 1, Integer.MAX_VALUE);

        assertThat(read).hasSize(3);
    }

    @Test
    void everyWayToRead_isCounted() throws IOException {
        for (int way = 0; way < 3; way++) {
            LimitedBody limited = new LimitedBody(body(10), 5);
            int chosen = way;

            assertThatExceptionOfType(BodyTooLargeException.class)
                    .isThrownBy(
                            () -> {
                                for (int i = 0; i < 10; i++) {
                                    switch (chosen) {
                                        case 0 -> limited.read();
                                        case 1 -> limited.read(new byte[1]);
                                        default -> limited.skip(1);
                                    }
                                }
                            });
            assertThat(limited.exceeded()).isTrue();
            assertThat(limited.markSupported()).isFalse();
        }
    }
}
