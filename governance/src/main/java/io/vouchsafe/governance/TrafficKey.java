package io.vouchsafe.governance;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What decides on which side of a share a request falls: the person's pseudonym, so that one person
 * always meets the same version, else the request itself. The same key falls on the same side on
 * every node, and stays inside a share that grows.
 */
public final class TrafficKey {
    private final byte[] source;

    private TrafficKey(byte[] source) {
        this.source = source;
    }

    /**
     * @param body as received; not changed afterwards
     */
    public static TrafficKey of(@Nullable String subject, byte[] body) {
        return new TrafficKey(subject == null ? body : subject.getBytes(StandardCharsets.UTF_8));
    }

    /** True for {@code perMille} of all keys; independent for different purposes. */
    public boolean isWithin(int perMille, String purpose) {
        return bucket(purpose) < perMille;
    }

    /** 0 to 999, evenly. */
    int bucket(String purpose) {
        CRC32C sum = new CRC32C(); // no secret, but one instruction for eight bytes
        sum.update(source);
        long key = sum.getValue() ^ (long) source.length << 32;
        return (int) Long.remainderUnsigned(mixed(mixed(key) ^ purpose.hashCode()), 1000);
    }

    /** MurmurHash3's finaliser: every bit of the sum moves every bit of the bucket. */
    private static long mixed(long value) {
        long mix = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mix = (mix ^ mix >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mix ^ mix >>> 33;
    }
}
