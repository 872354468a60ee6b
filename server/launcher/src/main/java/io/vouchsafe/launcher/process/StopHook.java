package io.vouchsafe.launcher.process;

import io.vouchsafe.launcher.report.StageLog;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops everything when the launcher is asked to end (INT, TERM, HUP) at whatever moment, or gives
 * up by itself. A requested stop ends with code 0.
 */
public final class StopHook {

    private final AtomicInteger code = new AtomicInteger();

    /** Installs the hook; from here on every way out passes through it. */
    public static StopHook install(Children children, AutoCloseable lock, StageLog log) {
        StopHook hook = new StopHook();
        Thread thread = new Thread(() -> hook.stop(children, lock, log), "stop");
        Runtime.getRuntime().addShutdownHook(thread);
        return hook;
    }

    private StopHook() {}

    @SuppressWarnings("CatchAndPrintStackTrace")
    private void stop(Children children, AutoCloseable lock, StageLog log) {
        long begun = log.begin();
        int exit = code.get(); // what fails from here on fails because of the stop
        log.mute();
        try {
            if (exit == 0) {
                log.last("Stopping ...");
            }
            children.stopAll();
            lock.close();
            log.last("Stopped in %.1f s.".formatted((log.begin() - begun) / 1e9));
        } catch (Exception failed) {
            exit = 1;
            failed.printStackTrace();
        }
        Runtime.getRuntime().halt(exit);
    }

    /** Ends the launcher with a failure: all children are stopped first. Does not return. */
    public void fail() {
        code.compareAndSet(0, 1);
        Runtime.getRuntime().exit(1);
    }
}
