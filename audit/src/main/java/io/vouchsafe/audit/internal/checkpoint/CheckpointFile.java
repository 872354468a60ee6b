package io.vouchsafe.audit.internal.checkpoint;

import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.verifier.Checkpoint;
import io.vouchsafe.verifier.KeyRing;
import io.vouchsafe.verifier.MalformedException;
import io.vouchsafe.verifier.NoteVerification;
import io.vouchsafe.verifier.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What this node has vouched for, outside the database: signed notes, one behind the other, flushed
 * to disk. A database that was set back contradicts its last one.
 *
 * <p>A note cut short by a crash is skipped when reading. Beyond {@value #LARGEST} bytes the file
 * is put aside as {@code checkpoints.1} and begun again with its last note.
 */
public final class CheckpointFile {
    static final long LARGEST = 8L << 20;

    private static final int TAIL = 64 << 10;
    private static final String SEPARATOR = "\n\n";

    private final Path file;
    private final Path previous;

    public CheckpointFile(Path dataFolder) {
        this.file = dataFolder.resolve("checkpoints");
        this.previous = dataFolder.resolve("checkpoints.1");
    }

    Path path() {
        return file;
    }

    /** Appends a note and waits for the disk. */
    void append(SignedNote note) {
        byte[] bytes = (note.encode() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.exists(file) && Files.size(file) > LARGEST) {
                Files.move(
                        file,
                        previous,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                ByteBuffer rest = ByteBuffer.wrap(afterWholeNote(bytes));
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
        } catch (IOException fault) {
            throw AuditMessages.LOG.checkpointFile(file, fault);
        }
    }

    /** Ends a note that a crash cut short, so that it does not run into the next one. */
    private byte[] afterWholeNote(byte[] note) throws IOException {
        String tail = tail(file);
        if (tail.isEmpty() || tail.endsWith(SEPARATOR)) {
            return note;
        }
        byte[] separated = new byte[note.length + SEPARATOR.length()];
        System.arraycopy(
                SEPARATOR.getBytes(StandardCharsets.UTF_8), 0, separated, 0, SEPARATOR.length());
        System.arraycopy(note, 0, separated, SEPARATOR.length(), note.length);
        return separated;
    }

    /** The last note that one of these keys signed. */
    Optional<Checkpoint> newest(KeyRing keys) {
        try {
            Optional<Checkpoint> newest = newest(file, keys);
            return newest.isPresent() ? newest : newest(previous, keys);
        } catch (IOException fault) {
            throw AuditMessages.LOG.checkpointFile(file, fault);
        }
    }

    private static Optional<Checkpoint> newest(Path file, KeyRing keys) throws IOException {
        String[] pieces = tail(file).split(SEPARATOR, -1);
        for (int i = pieces.length - 1; i > 0; i--) {
            Optional<Checkpoint> checkpoint =
                    read(
                            pieces[i - 1].stripLeading()
                                    + SEPARATOR
                                    + pieces[i].stripTrailing()
                                    + "\n",
                            keys);
            if (checkpoint.isPresent()) {
                return checkpoint;
            }
        }
        return Optional.empty();
    }

    private static Optional<Checkpoint> read(String note, KeyRing keys) {
        try {
            SignedNote signed = SignedNote.parse(note);
            return signed.verify(keys) instanceof NoteVerification.Opened
                    ? Optional.of(Checkpoint.parse(signed.text()))
                    : Optional.empty();
        } catch (MalformedException cutShort) {
            return Optional.empty();
        }
    }

    private static String tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - TAIL);
            ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
            while (tail.hasRemaining() && channel.read(tail, from + tail.position()) > 0) {
                continue;
            }
            return new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
        }
    }
}
