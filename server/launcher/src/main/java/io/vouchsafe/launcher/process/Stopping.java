package io.vouchsafe.launcher.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Carries out a {@link StopPlan} on a process that is ours. */
final class Stopping {

    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    private Stopping() {}

    /** True when the process has ended. */
    static boolean stop(ProcessHandle process, StopPlan plan) {
        for (StopPlan.Step step : plan.steps()) {
            signal(process, step.signal());
            if (ended(process, step.patience())) {
                return true;
            }
        }
        process.destroyForcibly();
        return ended(process, AFTER_KILL);
    }

    private static void signal(ProcessHandle process, String signal) {
        if (signal.equals("TERM")) {
            process.destroy();
            return;
        }
        // Java knows TERM and KILL only; the shell has kill built in.
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException noShell) {
            process.destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks itself: for a process that is not a child, onExit may notice seconds late. */
    private static boolean ended(ProcessHandle process, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return !process.isAlive();
            }
        }
        return true;
    }
}
