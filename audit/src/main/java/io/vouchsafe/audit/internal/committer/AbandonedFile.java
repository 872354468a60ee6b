package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.kernel.ReceiptId;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Receipts that callers gave up while their commit was on its way, noted outside the database
 * before the caller is told: {@code $VOUCHSAFE_DATA/abandoned}, one id per line. What a killed
 * process left in it is looked for in the log by the next one and taken back. The file is emptied
 * when nothing is open.
 *
 * <p>It is not flushed to the disk: a caller that waited for a slow disk would wait for it again.
 * So it outlives the process but maybe not the machine; after a power cut, or when the data folder
 * is lost with its node, an entry whose caller was told 503 in the last seconds may stay charged.
 */
public final class AbandonedFile {
    private final Path file;
    private final Set<ReceiptId> open = new LinkedHashSet<>();
    private volatile boolean empty = true;

    /** Reads what an earlier process left. */
    public AbandonedFile(Path dataFolder) {
        this.file = dataFolder.resolve("abandoned");
        try {
            if (Files.exists(file)) {
                Files.readString(file, StandardCharsets.US_ASCII).lines().forEach(this::read);
            }
        } catch (IOException fault) {
            throw AuditMessages.LOG.abandonedFile(file, fault);
        }
        empty = open.isEmpty();
    }

    private void read(String line) {
        try {
            open.add(ReceiptId.parse(line));
        } catch (IllegalArgumentException cutShort) {
            // its caller was not told: it is noted first
        }
    }

    /** Those whose fate is not settled. */
    synchronized Set<ReceiptId> open() {
        return Set.copyOf(open);
    }

    /** Before a caller is told that this entry is not known to be durable. */
    synchronized void note(ReceiptId id) {
        if (!open.add(id)) {
            return;
        }
        empty = false;
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // no channel: the caller may be interrupted, which is why it gives up
            try (FileOutputStream end = new FileOutputStream(file.toFile(), true)) {
                end.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException fault) {
            AuditMessages.LOG.abandonedNotNoted(file, id, fault);
        }
    }

    /** It was delivered, is taken back, or can no longer come into the log. */
    void settled(ReceiptId id) {
        if (!empty) {
            remove(id);
        }
    }

    private synchronized void remove(ReceiptId id) {
        if (!open.remove(id) || !open.isEmpty()) {
            return;
        }
        empty = true;
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) { // the next start finds all of it settled
            AuditMessages.LOG.abandonedNotNoted(file, id, stays);
        }
    }
}
