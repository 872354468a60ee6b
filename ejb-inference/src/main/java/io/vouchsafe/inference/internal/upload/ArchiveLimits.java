package io.vouchsafe.inference.internal.upload;

/**
 * How much an archive may be.
 *
 * @param maxBytes of the archive
 * @param maxUnpackedBytes of all files together
 * @param maxRatio unpacked to packed size, once more than {@link #RATIO_FROM} bytes are unpacked;
 *     variables of zeros pack well, a bomb packs better
 * @param maxEntries files and folders
 */
public record ArchiveLimits(long maxBytes, long maxUnpackedBytes, int maxRatio, int maxEntries) {
    static final long RATIO_FROM = 16L << 20;
    static final int MAX_NAME = 240;
    static final int MAX_DEPTH = 16;

    /** The usual ones for these sizes. */
    public static ArchiveLimits of(long maxBytes, long maxUnpackedBytes) {
        return new ArchiveLimits(maxBytes, maxUnpackedBytes, 200, 10_000);
    }
}
