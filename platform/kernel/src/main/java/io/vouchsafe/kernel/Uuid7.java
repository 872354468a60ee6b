package io.vouchsafe.kernel;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, a 12-bit counter within the
 * millisecond (method 1 of section 6.2), 62 random bits. Strictly increasing within one JVM, also
 * when the clock steps back.
 */
public final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private Uuid7() {}

    /** The next id of this JVM. */
    public static UUID next() {
        return at(System.currentTimeMillis());
    }

    static UUID at(long millis) {
        long fresh = millis << 12;
        long stamp = LAST.updateAndGet(last -> Math.max(last + 1, fresh));
        long high = (stamp >>> 12 << 16) | 0x7000L | (stamp & 0xfffL);
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
