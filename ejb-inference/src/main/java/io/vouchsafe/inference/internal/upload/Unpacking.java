package io.vouchsafe.inference.internal.upload;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.kernel.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** Writes one archive's entries below one folder and counts. */
final class Unpacking {
    private static final int CHUNK = 1 << 16;

    private final Path target;
    private final ArchiveLimits limits;
    private final long packedBytes;
    private final Map<String, Boolean> seen = new HashMap<>();
    private final Map<String, String> spellings = new HashMap<>();
    private int entries;
    private long unpackedBytes;

    Unpacking(Path target, ArchiveLimits limits, long packedBytes) {
        this.target = target;
        this.limits = limits;
        this.packedBytes = packedBytes;
    }

    /** Counts an entry, also one that is left out: a million of nothing is a bomb too. */
    void count() {
        if (++entries > limits.maxEntries()) {
            throw EntryName.rejected("archive-bomb", LOG.archiveEntries(limits.maxEntries()));
        }
    }

    void folder(EntryName name) throws IOException {
        claim(name, true);
        Files.createDirectories(resolve(name));
    }

    /** Copies what {@code content} gives, whatever size the archive states. */
    void file(EntryName name, InputStream content) throws IOException {
        claim(name, false);
        Path file = resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            copy(content, out);
        }
    }

    /** Reads over content that is left out; it counts all the same. */
    void discard(InputStream content) throws IOException {
        copy(content, OutputStream.nullOutputStream());
    }

    private void copy(InputStream content, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
            unpackedBytes += read;
            checkSize();
            out.write(chunk, 0, read);
        }
    }

    private void checkSize() {
        if (unpackedBytes > limits.maxUnpackedBytes()) {
            throw new ArchiveRejectedException(
                    Outcome.Kind.TOO_LARGE,
                    "archive-bomb",
                    LOG.archiveUnpackedTooLarge(limits.maxUnpackedBytes()));
        }
        if (unpackedBytes > ArchiveLimits.RATIO_FROM
                && unpackedBytes / Math.max(1, packedBytes) >= limits.maxRatio()) {
            throw EntryName.rejected("archive-bomb", LOG.archiveRatio(limits.maxRatio()));
        }
    }

    /** A path may be claimed once as a file, or any number of times as a folder, in one case. */
    private void claim(EntryName name, boolean folder) {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < name.parts().size(); i++) {
            EntryName part = new EntryName(name.parts().subList(0, i + 1));
            boolean isFolder = folder || i < name.parts().size() - 1;
            prefix.append('/').append(name.parts().get(i));
            Boolean before = seen.put(part.folded(), isFolder);
            boolean other = before != null && (!before || !isFolder);
            if (other || !sameSpelling(part.folded(), prefix.toString())) {
                throw EntryName.rejected(
                        "archive-duplicate", LOG.archiveDuplicate(name.toString()));
            }
        }
    }

    private boolean sameSpelling(String folded, String spelling) {
        String before = spellings.putIfAbsent(folded, spelling);
        return before == null || before.equals(spelling);
    }

    private Path resolve(EntryName name) {
        Path file = target;
        for (String part : name.parts()) {
            file = file.resolve(part);
        }
        if (!file.normalize().startsWith(target)) {
            throw EntryName.rejected("archive-path", LOG.archivePath(name.toString()));
        }
        return file;
    }
}
