package io.vouchsafe.it.scene;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Archives of models: good ones, and those that attack who unpacks them. */
public final class Archives {
    private static final int LINK = 0120777;
    private static final int CHUNK = 1 << 20;

    private Archives() {}

    public static byte[] zip(Map<String, byte[]> files) {
        return zip(
                archive -> {
                    for (Map.Entry<String, byte[]> file : files.entrySet()) {
                        archive.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                        archive.write(file.getValue());
                        archive.closeArchiveEntry();
                    }
                });
    }

    public static byte[] tarGz(Map<String, byte[]> files) {
        return tarGz(
                archive -> {
                    for (Map.Entry<String, byte[]> file : files.entrySet()) {
                        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                        entry.setSize(file.getValue().length);
                        archive.putArchiveEntry(entry);
                        archive.write(file.getValue());
                        archive.closeArchiveEntry();
                    }
                });
    }

    /** The model's files with one more entry whose name climbs out. */
    public static byte[] zipWith(Map<String, byte[]> files, String name, byte[] content) {
        Map<String, byte[]> more = new TreeMap<>(files);
        more.put(name, content);
        return zip(more);
    }

    public static byte[] tarWith(Map<String, byte[]> files, String name, byte[] content) {
        Map<String, byte[]> more = new TreeMap<>(files);
        more.put(name, content);
        return tarGz(more);
    }

    public static byte[] zipWithLink(Map<String, byte[]> files, String name, String target) {
        return zip(
                archive -> {
                    ZipArchiveEntry link = new ZipArchiveEntry(name);
                    link.setUnixMode(LINK);
                    archive.putArchiveEntry(link);
                    archive.write(target.getBytes(StandardCharsets.UTF_8));
                    archive.closeArchiveEntry();
                    for (Map.Entry<String, byte[]> file : files.entrySet()) {
                        archive.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                        archive.write(file.getValue());
                        archive.closeArchiveEntry();
                    }
                });
    }

    /**
     * @param type of {@link TarConstants}: symbolic or hard link
     */
    public static byte[] tarWithLink(
            Map<String, byte[]> files, String name, String target, byte type) {
        return tarGz(
                archive -> {
                    TarArchiveEntry link = new TarArchiveEntry(name, type, true);
                    link.setLinkName(target);
                    archive.putArchiveEntry(link);
                    archive.closeArchiveEntry();
                    for (Map.Entry<String, byte[]> file : files.entrySet()) {
                        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                        entry.setSize(file.getValue().length);
                        archive.putArchiveEntry(entry);
                        archive.write(file.getValue());
                        archive.closeArchiveEntry();
                    }
                });
    }

    /** Some kilobytes that become {@code mebibytes} of zeros. */
    public static byte[] zipBomb(Map<String, byte[]> files, int mebibytes) {
        return zip(
                archive -> {
                    for (Map.Entry<String, byte[]> file : files.entrySet()) {
                        archive.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                        archive.write(file.getValue());
                        archive.closeArchiveEntry();
                    }
                    archive.putArchiveEntry(new ZipArchiveEntry("assets/zeros.bin"));
                    for (int i = 0; i < mebibytes; i++) {
                        archive.write(new byte[CHUNK]);
                    }
                    archive.closeArchiveEntry();
                });
    }

    /** A folder's files by their path in it. */
    public static Map<String, byte[]> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            Map<String, byte[]> files = new TreeMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
            return files;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The same files below a folder. */
    public static Map<String, byte[]> below(String folder, Map<String, byte[]> files) {
        Map<String, byte[]> moved = new TreeMap<>();
        files.forEach((name, content) -> moved.put(folder + "/" + name, content));
        return moved;
    }

    private interface Writing<T> {
        void to(T archive) throws IOException;
    }

    private static byte[] zip(Writing<ZipArchiveOutputStream> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream archive = new ZipArchiveOutputStream((OutputStream) bytes)) {
            writing.to(archive);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return bytes.toByteArray();
    }

    private static byte[] tarGz(Writing<TarArchiveOutputStream> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes);
                TarArchiveOutputStream archive = new TarArchiveOutputStream(gzip)) {
            writing.to(archive);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return bytes.toByteArray();
    }
}
