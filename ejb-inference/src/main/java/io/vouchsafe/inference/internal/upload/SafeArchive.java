package io.vouchsafe.inference.internal.upload;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.kernel.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.utils.ChecksumVerifyingInputStream;

/**
 * Unpacks a zip or a gzip-compressed tar archive, recognised by its first bytes. The upload is
 * written to a file first: a zip's links and encryption stand in its directory, at the end.
 */
public final class SafeArchive {
    private static final int CHUNK = 1 << 16;

    private SafeArchive() {}

    /**
     * Stores and unpacks an upload.
     *
     * @param work an empty folder of the caller, who deletes it
     * @return the folder below {@code work} with the files
     * @throws ArchiveRejectedException when it is not what it should be; files may be left in
     *     {@code work}
     * @throws IOException when the upload breaks off, or nothing can be written
     */
    public static Path unpack(InputStream upload, Path work, ArchiveLimits limits)
            throws IOException {
        Path archive = work.resolve("upload");
        long size = store(upload, archive, limits.maxBytes());
        Path target = Files.createDirectory(work.resolve("files"));
        Unpacking unpacking = new Unpacking(target, limits, size);
        try {
            switch (Kind.of(archive, size)) {
                case ZIP -> {
                    ZipDirectory.check(archive, limits);
                    zip(archive, unpacking);
                }
                case TAR_GZ -> tarGz(archive, unpacking);
            }
        } catch (IOException | IllegalArgumentException damaged) {
            if (Files.getFileStore(work).getUsableSpace() == 0) {
                throw damaged;
            }
            throw new ArchiveRejectedException(
                    Outcome.Kind.UNREADABLE, "archive-unreadable", LOG.archiveDamaged());
        }
        Files.delete(archive);
        return target;
    }

    private enum Kind {
        ZIP,
        TAR_GZ;

        static Kind of(Path archive, long size) throws IOException {
            if (size == 0) {
                throw new ArchiveRejectedException(
                        Outcome.Kind.UNREADABLE, "archive-unreadable", LOG.archiveEmpty());
            }
            byte[] magic;
            try (InputStream in = Files.newInputStream(archive)) {
                magic = in.readNBytes(4);
            }
            if (magic.length >= 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b) {
                return TAR_GZ;
            }
            if (magic.length == 4 && magic[0] == 'P' && magic[1] == 'K') {
                return ZIP;
            }
            throw new ArchiveRejectedException(
                    Outcome.Kind.UNREADABLE, "archive-unreadable", LOG.archiveType());
        }
    }

    private static long store(InputStream upload, Path archive, long limit) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(archive, StandardOpenOption.CREATE_NEW)) {
            for (int read = upload.read(chunk); read >= 0; read = upload.read(chunk)) {
                size += read;
                if (size > limit) {
                    throw new ArchiveRejectedException(
                            Outcome.Kind.TOO_LARGE,
                            "archive-too-large",
                            LOG.archiveTooLarge(limit));
                }
                out.write(chunk, 0, read);
            }
        }
        return size;
    }

    private static void zip(Path archive, Unpacking unpacking) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                unpacking.count();
                EntryName name = EntryName.parse(entry.getName());
                check(zip, entry, name);
                if (name.isClutter()) {
                    continue;
                }
                if (entry.isDirectory()) {
                    unpacking.folder(name);
                } else {
                    try (InputStream content = verified(zip, entry)) {
                        unpacking.file(name, content);
                    }
                }
            }
        }
    }

    private static void check(ZipFile zip, ZipArchiveEntry entry, EntryName name) {
        if (entry.isUnixSymlink()) {
            throw EntryName.rejected("archive-link", LOG.archiveLink(name.toString()));
        }
        int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        if (type != 0 && type != UnixStat.FILE_FLAG && type != UnixStat.DIR_FLAG) {
            throw EntryName.rejected("archive-device", LOG.archiveDevice(name.toString()));
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new ArchiveRejectedException(
                    Outcome.Kind.UNREADABLE,
                    "archive-encrypted",
                    LOG.archiveEncrypted(name.toString()));
        }
        if (!zip.canReadEntryData(entry)) {
            throw new ArchiveRejectedException(
                    Outcome.Kind.UNREADABLE,
                    "archive-unreadable",
                    LOG.archiveMethod(name.toString()));
        }
    }

    /** The library does not compare a zip entry's content with its checksum by itself. */
    private static InputStream verified(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        return new ChecksumVerifyingInputStream(
                new CRC32(), zip.getInputStream(entry), entry.getSize(), entry.getCrc());
    }

    private static void tarGz(Path archive, Unpacking unpacking) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                GzipCompressorInputStream gzip =
                        GzipCompressorInputStream.builder()
                                .setInputStream(new java.io.BufferedInputStream(file, CHUNK))
                                .setDecompressConcatenated(true)
                                .get();
                HeaderBudget budget = new HeaderBudget(gzip);
                TarArchiveInputStream tar = new TarArchiveInputStream(budget, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpacking.count();
                EntryName name = EntryName.parse(entry.getName());
                check(entry, name);
                budget.content();
                if (name.isClutter()) {
                    unpacking.discard(tar);
                } else if (entry.isDirectory()) {
                    unpacking.folder(name);
                } else {
                    unpacking.file(name, tar);
                }
                budget.header();
            }
            finish(gzip);
        }
    }

    private static void check(TarArchiveEntry entry, EntryName name) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            throw EntryName.rejected("archive-link", LOG.archiveLink(name.toString()));
        }
        if (!entry.isDirectory() && (!entry.isFile() || entry.isSparse() || isSpecial(entry))) {
            throw EntryName.rejected("archive-device", LOG.archiveDevice(name.toString()));
        }
    }

    private static boolean isSpecial(TarArchiveEntry entry) {
        return entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
    }

    /** Reads what follows the last entry, so that a cut or damaged end is noticed. */
    private static void finish(InputStream gzip) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long rest = 0;
        for (int read = gzip.read(chunk); read >= 0; read = gzip.read(chunk)) {
            rest += read;
            if (rest > ArchiveLimits.RATIO_FROM) {
                throw EntryName.rejected("archive-bomb", LOG.archiveDamaged());
            }
        }
    }
}
