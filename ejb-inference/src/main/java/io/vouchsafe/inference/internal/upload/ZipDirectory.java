package io.vouchsafe.inference.internal.upload;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.kernel.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The end of a zip, looked at before a library reads the whole directory into memory: an upload of
 * a gigabyte could be nothing but directory (APPNOTE.TXT, 4.3.16).
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_SIZE = 20;
    private static final int MAX_COMMENT = 0xffff;
    private static final long UNSIGNED_INT = 0xffff_ffffL;
    private static final long BYTES_PER_ENTRY = 1024;

    private ZipDirectory() {}

    /**
     * Checks size and place of the directory.
     *
     * @throws ArchiveRejectedException when there is none, or it is larger than the entries need
     */
    static void check(Path archive, ArchiveLimits limits) throws IOException {
        try (FileChannel channel = FileChannel.open(archive)) {
            long size = channel.size();
            int length = (int) Math.min(size, END_SIZE + MAX_COMMENT + LOCATOR_64_SIZE);
            ByteBuffer tail = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            while (tail.hasRemaining()
                    && channel.read(tail, size - length + tail.position()) >= 0) {
                continue;
            }
            int end = findEnd(tail);
            if (end < 0) {
                throw new ArchiveRejectedException(
                        Outcome.Kind.UNREADABLE, "archive-unreadable", LOG.archiveDamaged());
            }
            if (end >= LOCATOR_64_SIZE && tail.getInt(end - LOCATOR_64_SIZE) == LOCATOR_64) {
                throw new ArchiveRejectedException(
                        Outcome.Kind.INVALID, "archive-unreadable", LOG.archiveZip64());
            }
            long most = limits.maxEntries() * BYTES_PER_ENTRY;
            int entries = Short.toUnsignedInt(tail.getShort(end + 10));
            long stated = tail.getInt(end + 12) & UNSIGNED_INT;
            long start = tail.getInt(end + 16) & UNSIGNED_INT;
            long room = size - length + end - start;
            if (entries > limits.maxEntries() || stated > most || room > most) {
                throw EntryName.rejected("archive-bomb", LOG.archiveEntries(limits.maxEntries()));
            }
        }
    }

    private static int findEnd(ByteBuffer tail) {
        for (int place = tail.capacity() - END_SIZE; place >= 0; place--) {
            if (tail.getInt(place) == END) {
                return place;
            }
        }
        return -1;
    }
}
