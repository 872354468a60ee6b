package io.vouchsafe.launcher.process;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import io.vouchsafe.launcher.report.LauncherException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A running process of ours. */
public final class Child {

    private final Command command;
    private final Process process;

    Child(Command command, Process process) {
        this.command = command;
        this.process = process;
    }

    public String name() {
        return command.name();
    }

    public Path log() {
        return command.log();
    }

    public long pid() {
        return process.pid();
    }

    ProcessMark mark() {
        return ProcessMark.of(process.toHandle());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Refuses when the process has ended by itself. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw ended();
        }
    }

    LauncherException ended() {
        return MESSAGES.childEnded(name(), process.exitValue(), log(), LogTail.of(log()));
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    CompletableFuture<Child> onExit() {
        return process.onExit().thenApply(gone -> this);
    }

    boolean stop() {
        return !process.isAlive() || Stopping.stop(process.toHandle(), command.plan());
    }
}
