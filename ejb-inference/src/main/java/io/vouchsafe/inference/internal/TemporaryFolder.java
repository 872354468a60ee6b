package io.vouchsafe.inference.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of its own that is deleted with everything in it, whatever happened. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /** A new one below {@code parent}, which is created when missing. */
    public static TemporaryFolder in(Path parent, String name) throws IOException {
        Files.createDirectories(parent);
        return new TemporaryFolder(
                Files.createTempDirectory(parent.toRealPath(), name + "-").toRealPath());
    }

    /** Deletes what a killed server left below {@code parent}. */
    public static void sweep(Path parent) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> left = Files.list(parent)) {
            for (Path folder : left.filter(Files::isDirectory).toList()) {
                delete(folder);
            }
        } catch (IOException locked) {
            InferenceMessages.LOG.leftBehind(parent.toString(), locked);
        }
    }

    public Path path() {
        return path;
    }

    /** Deletes everything; what cannot be deleted is named in the log. */
    @Override
    public void close() {
        try {
            delete(path);
        } catch (IOException locked) {
            InferenceMessages.LOG.leftBehind(path.toString(), locked);
        }
    }

    /** Deletes a folder and all in it, without following links. */
    public static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
