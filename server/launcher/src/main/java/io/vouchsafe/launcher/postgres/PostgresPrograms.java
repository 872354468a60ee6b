package io.vouchsafe.launcher.postgres;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL's programs from the class path, once per version. */
final class PostgresPrograms {

    private final Path folder;
    private final String resource;

    PostgresPrograms(Path parent) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        this.resource = resource(os, architecture);
        this.folder = parent.resolve("server-" + PostgresVersion.FULL);
        if (PostgresPrograms.class.getResource(resource) == null) {
            throw MESSAGES.noPostgres(os, architecture);
        }
    }

    private static String resource(String os, String architecture) {
        boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
        if (os.contains("mac")) {
            return arm ? "/postgres-darwin-arm_64.txz" : "/postgres-darwin-x86_64.txz";
        }
        if (Files.exists(Path.of("/etc/alpine-release"))) {
            return "/postgres-linux-x86_64-alpine_linux.txz";
        }
        return arm ? "/postgres-linux-arm_64.txz" : "/postgres-linux-x86_64.txz";
    }

    /** The folder with {@code bin}, {@code lib} and {@code share}; whole or not there at all. */
    Path unpacked() throws IOException {
        if (!Files.isDirectory(folder)) {
            Path next = folder.resolveSibling(folder.getFileName() + ".next");
            Folders.delete(next);
            unpack(next);
            Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    private void unpack(Path target) throws IOException {
        try (InputStream packed = PostgresPrograms.class.getResourceAsStream(resource);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                write(target, entry, tar);
            }
        }
    }

    private static void write(Path target, TarArchiveEntry entry, InputStream content)
            throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
