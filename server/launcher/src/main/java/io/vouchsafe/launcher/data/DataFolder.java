package io.vouchsafe.launcher.data;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds all of one installation's data, locked for this launcher. The lock is the
 * operating system's: it ends with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {

    private static final long MEGABYTE = 1L << 20;
    // PostgreSQL's programs and cluster, Keycloak's database, TensorFlow's unpacked libraries.
    private static final long FIRST_START = 1_500;
    private static final long LATER_START = 200;

    private final Path folder;
    private final FileChannel lockFile;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Makes the folder if need be, locks it, and proves that it can be written. */
    public static DataFolder open(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(absolute)) {
                PrivateFiles.folder(absolute);
            }
            DataFolder data = new DataFolder(absolute.toRealPath(), lock(absolute));
            data.prepare();
            return data;
        } catch (IOException failed) {
            throw MESSAGES.unwritable(absolute, reason(failed), failed);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("launcher.lock");
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw MESSAGES.locked(Files.readString(file).strip(), folder);
        }
        channel.truncate(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private void prepare() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
        long needed = Files.isDirectory(postgres()) ? LATER_START : FIRST_START;
        if (free < needed) {
            throw MESSAGES.noSpace(folder, free, needed);
        }
        for (Path part : new Path[] {logs(), pids(), secretsFolder()}) {
            PrivateFiles.folder(part);
        }
    }

    private static String reason(IOException failed) {
        String name = failed.getClass().getSimpleName();
        return switch (name) {
            case "AccessDeniedException" -> "access denied to " + failed.getMessage();
            case "FileAlreadyExistsException" -> failed.getMessage() + " is a file";
            default -> String.valueOf(failed.getMessage());
        };
    }

    public Path path() {
        return folder;
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    public Path pids() {
        return folder.resolve("run");
    }

    public Path postgres() {
        return folder.resolve("postgres");
    }

    public Path keycloak() {
        return folder.resolve("keycloak");
    }

    public Path wildfly() {
        return folder.resolve("wildfly");
    }

    public Secrets secrets() {
        return new Secrets(secretsFolder());
    }

    private Path secretsFolder() {
        return folder.resolve("secrets");
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException ends) {
            // The lock ends with the process at the latest.
        }
    }
}
