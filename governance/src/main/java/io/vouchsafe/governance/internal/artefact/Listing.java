package io.vouchsafe.governance.internal.artefact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of a folder, sorted by path. Its digest names the files: SHA-256 over one line per
 * file, {@code <SHA-256 in hexadecimal> <length> <path with />} and a line feed, in UTF-8, sorted
 * by the path's code units. Empty folders do not count.
 */
record Listing(List<Entry> entries) {
    private static final int BUFFER = 1 << 16;

    Listing {
        entries = entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
    }

    /**
     * One file.
     *
     * @param path relative, with slashes
     * @param sha256 64 hexadecimal digits
     */
    record Entry(String path, long bytes, String sha256) {
        String line() {
            return sha256 + " " + bytes + " " + path + "\n";
        }
    }

    /**
     * Reads every file once.
     *
     * @throws IOException for a link, a device, or a name that would break the line
     */
    static Listing of(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        String path = path(folder, file);
                        if (!attributes.isRegularFile()) {
                            throw new FilesRefusedException(ArtefactLog.LOG.notPlain(path));
                        }
                        entries.add(entry(path, file));
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new Listing(entries);
    }

    String digest() {
        MessageDigest sha256 = sha256();
        entries.forEach(entry -> sha256.update(entry.line().getBytes(StandardCharsets.UTF_8)));
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    long bytes() {
        return entries.stream().mapToLong(Entry::bytes).sum();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    private static String path(Path folder, Path file) throws IOException {
        Path relative = folder.relativize(file);
        List<String> names = new ArrayList<>();
        relative.forEach(name -> names.add(name.toString()));
        String path = String.join("/", names);
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw new FilesRefusedException(
                    ArtefactLog.LOG.unreadableName(path.replaceAll("\\p{Cntrl}", "?")));
        }
        return path;
    }

    private static Entry entry(String path, Path file) throws IOException {
        MessageDigest sha256 = sha256();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                bytes += read;
            }
        }
        return new Entry(path, bytes, HexFormat.of().formatHex(sha256.digest()));
    }
}
