package io.vouchsafe.governance.internal.artefact;

import io.vouchsafe.governance.Artefacts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * This node's copies. A folder appears under its digest only when whole and flushed: it is fetched
 * into {@code .fetching}, checked, then renamed. Each call reads the files again, because a disk
 * may spoil what was sound; loading a model is rare enough to pay for it.
 */
final class ModelCache implements Artefacts {
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

    private final Path root;
    private final Path fetching;
    private final ArtefactStore store;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final AtomicInteger fetches = new AtomicInteger();
    private final long process = ProcessHandle.current().pid();

    /**
     * @param root created when missing; holds one folder per digest, named without its prefix
     */
    ModelCache(Path root, ArtefactStore store) throws IOException {
        this.root = root;
        this.fetching = root.resolve(".fetching");
        this.store = store;
        Files.createDirectories(fetching);
        dropLeftovers();
    }

    @Override
    public Path materialise(String digest) throws IOException {
        var form = DIGEST.matcher(digest);
        if (!form.matches()) {
            throw ArtefactLog.LOG.noDigest(digest);
        }
        Path folder = root.resolve(form.group(1));
        ReentrantLock lock = locks.computeIfAbsent(digest, key -> new ReentrantLock());
        lock.lock(); // the second caller finds what the first one fetched
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                if (matches(folder, digest)) {
                    return folder;
                }
                ArtefactLog.LOG.cacheDamaged(digest);
            }
            fetch(digest, folder);
            return folder;
        } catch (SQLException e) {
            throw ArtefactLog.LOG.unreachable(digest, e);
        } finally {
            lock.unlock();
        }
    }

    private static boolean matches(Path folder, String digest) {
        try {
            return Listing.of(folder).digest().equals(digest);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private void fetch(String digest, Path folder) throws IOException, SQLException {
        long start = System.nanoTime();
        Path whole = fetching.resolve(process + "-" + fetches.incrementAndGet());
        try {
            Listing listing = store.listing(digest);
            for (Listing.Entry file : listing.entries()) {
                write(digest, file.path(), whole);
            }
            String found = Listing.of(whole).digest();
            if (!found.equals(digest)) {
                throw ArtefactLog.LOG.damaged(digest, found);
            }
            flushFolders(whole);
            publish(whole, folder);
            ArtefactLog.LOG.fetched(
                    listing.bytes(),
                    digest,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } finally {
            delete(whole);
        }
    }

    private void write(String digest, String path, Path whole) throws IOException, SQLException {
        Path file = whole.resolve(path).normalize();
        if (!file.startsWith(whole) || file.equals(whole)) {
            throw ArtefactLog.LOG.outside(path, digest);
        }
        Files.createDirectories(file.getParent());
        try (FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            store.copy(digest, path, out);
            channel.force(true);
        }
    }

    private void publish(Path whole, Path folder) throws IOException {
        Path spoiled = fetching.resolve(process + "-" + fetches.incrementAndGet());
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(folder, spoiled, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
        flush(root);
        delete(spoiled);
    }

    /** A crash of an earlier process, or an earlier deployment in this one, left these. */
    private void dropLeftovers() throws IOException {
        List<Path> leftovers;
        try (Stream<Path> children = Files.list(fetching)) {
            leftovers = children.filter(this::isAbandoned).toList();
        }
        for (Path leftover : leftovers) {
            delete(leftover);
        }
    }

    private boolean isAbandoned(Path leftover) {
        String owner = leftover.getFileName().toString().split("-", 2)[0];
        try {
            long pid = Long.parseLong(owner);
            return pid == process || ProcessHandle.of(pid).isEmpty();
        } catch (NumberFormatException notOurs) {
            return false;
        }
    }

    private static void flushFolders(Path whole) throws IOException {
        try (Stream<Path> folders = Files.walk(whole)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                flush(folder);
            }
        }
    }

    /** Makes the names in a folder durable; only POSIX lets a folder be opened for it. */
    private static void flush(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException gone) {
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
