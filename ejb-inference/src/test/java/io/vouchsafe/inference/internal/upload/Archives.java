package io.vouchsafe.inference.internal.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Archives in memory, honest and evil. */
final class Archives {
    private Archives() {}

    /** Writes entries. */
    @FunctionalInterface
    interface Zipping {
        void into(ZipArchiveOutputStream zip) throws IOException;
    }

    /** Writes entries. */
    @FunctionalInterface
    interface Tarring {
        void into(TarArchiveOutputStream tar) throws IOException;
    }

    static byte[] zip(Zipping entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            entries.into(zip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(String... namesAndTexts) {
        return zip(
                zip -> {
                    for (int i = 0; i < namesAndTexts.length; i += 2) {
                        file(zip, namesAndTexts[i], namesAndTexts[i + 1]);
                    }
                });
    }

    static void file(ZipArchiveOutputStream zip, String name, String text) throws IOException {
        put(zip, new ZipArchiveEntry(name), text.getBytes(StandardCharsets.UTF_8));
    }

    static void put(ZipArchiveOutputStream zip, ZipArchiveEntry entry, byte[] content)
            throws IOException {
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }

    static byte[] tarGz(Tarring entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            entries.into(tar);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] tarGz(String... namesAndTexts) {
        return tarGz(
                tar -> {
                    for (int i = 0; i < namesAndTexts.length; i += 2) {
                        put(
                                tar,
                                new TarArchiveEntry(namesAndTexts[i], true),
                                namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
            throws IOException {
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
