package io.vouchsafe.verifier;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entry bundles of c2sp.org/tlog-tiles: 1 to 256 entries, each behind its length as a big-endian
 * unsigned 16-bit number.
 */
public final class EntryBundle {

    private static final int LONGEST_ENTRY = 0xffff;

    private EntryBundle() {}

    /**
     * Writes a bundle.
     *
     * @throws MalformedException when there are none, too many, or one is longer than 65,535 bytes
     */
    public static byte[] encode(List<byte[]> entries) {
        requireCount(entries.size());
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > LONGEST_ENTRY) {
                throw malformed("An entry of " + entry.length + " bytes does not fit a bundle.");
            }
            bundle.write(entry.length >>> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }

    /**
     * Reads a bundle whole.
     *
     * @throws MalformedException when an entry is cut off or their number is outside 1 to 256
     */
    public static List<byte[]> decode(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (at < bundle.length && entries.size() <= Tiles.WIDTH) {
            if (bundle.length - at < Short.BYTES) {
                throw malformed("The bundle ends inside an entry's length.");
            }
            int length = (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff;
            at += Short.BYTES;
            if (bundle.length - at < length) {
                throw malformed("The bundle ends inside an entry.");
            }
            entries.add(Arrays.copyOfRange(bundle, at, at + length));
            at += length;
        }
        requireCount(entries.size());
        return List.copyOf(entries);
    }

    private static void requireCount(int count) {
        if (count < 1 || count > Tiles.WIDTH) {
            throw malformed("A bundle has 1 to " + Tiles.WIDTH + " entries.");
        }
    }

    private static MalformedException malformed(String sentence) {
        return new MalformedException(Reason.TILE, sentence);
    }
}
