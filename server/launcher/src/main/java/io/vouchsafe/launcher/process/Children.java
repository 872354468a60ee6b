package io.vouchsafe.launcher.process;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import io.vouchsafe.launcher.data.DataFolder;
import io.vouchsafe.launcher.data.PrivateFiles;
import io.vouchsafe.launcher.report.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All processes of this launcher. Starting and stopping exclude each other: when {@link #stopAll}
 * has begun, nothing more is started, and what was started is known.
 */
public final class Children implements Guard {

    private final DataFolder data;
    private final List<Child> servers = new ArrayList<>();
    private final List<Child> helpers = new ArrayList<>();
    private boolean stopping;

    public Children(DataFolder data) {
        this.data = data;
    }

    /** Starts a process that is to run until {@link #stopAll}. */
    public synchronized Child start(Command command) {
        Child child = spawn(command);
        servers.add(child);
        return child;
    }

    /** Runs a process to its end; refuses when it fails. */
    public void run(Command command) {
        Child child;
        synchronized (this) {
            child = spawn(command);
            helpers.add(child);
        }
        try {
            int code = child.waitFor();
            if (code != 0) {
                throw MESSAGES.commandFailed(
                        command.name(), code, command.log(), LogTail.of(command.log()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw MESSAGES.stopping(command.name());
        } finally {
            forget(child);
        }
    }

    private Child spawn(Command command) {
        if (stopping) {
            throw MESSAGES.stopping(command.name());
        }
        List<String> line = new ArrayList<>(OwnSession.prefix(command.environment()));
        line.addAll(command.line());
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .directory(command.folder().toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        try {
            beginLog(command.log());
            return remember(new Child(command, builder.start()));
        } catch (IOException failed) {
            throw MESSAGES.cannotStart(command.name(), String.valueOf(failed.getMessage()), failed);
        }
    }

    private Child remember(Child child) throws IOException {
        try {
            child.mark().write(file(child));
            return child;
        } catch (IOException unmarked) {
            child.stop(); // what the next start could not find must not live on
            throw unmarked;
        }
    }

    /** A log per start, and the one before. */
    private static void beginLog(Path log) throws IOException {
        if (Files.exists(log)) {
            Path before = log.resolveSibling(log.getFileName() + ".1");
            Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
        }
        PrivateFiles.write(log, "");
    }

    private Path file(Child child) {
        return data.pids().resolve(child.name() + ".pid");
    }

    private void forget(Child child) {
        try {
            Files.deleteIfExists(file(child));
        } catch (IOException stays) {
            // A mark without its process is harmless: the next start finds nobody and removes it.
        }
    }

    public synchronized boolean isStopping() {
        return stopping;
    }

    @Override
    public void check() {
        for (Child server : running()) {
            server.requireAlive();
        }
    }

    private synchronized List<Child> running() {
        return List.copyOf(servers);
    }

    /** Waits until a server ends by itself, and tells which. */
    public LauncherException awaitAnyEnd() {
        CompletableFuture<?>[] ends =
                running().stream().map(Child::onExit).toArray(CompletableFuture<?>[]::new);
        Child first = (Child) CompletableFuture.anyOf(ends).join();
        return first.ended();
    }

    /** Stops all, the last started first, each by its plan; nothing can be started afterwards. */
    public void stopAll() {
        List<Child> all;
        synchronized (this) {
            stopping = true;
            all = new ArrayList<>(servers);
            all.addAll(helpers);
        }
        for (Child child : all.reversed()) {
            if (child.stop()) {
                forget(child);
            }
        }
    }
}
