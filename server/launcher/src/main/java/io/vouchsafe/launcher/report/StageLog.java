package io.vouchsafe.launcher.report;

import java.io.PrintStream;
import java.util.Locale;

/** The launcher's voice: one line per stage, with the time it took. */
public final class StageLog {

    private final PrintStream out;
    private volatile boolean quiet;

    public StageLog(PrintStream out) {
        this.out = out;
    }

    /** The moment a stage begins; hand it to {@link #done}. */
    public long begin() {
        return System.nanoTime();
    }

    public synchronized void done(long begun, String what) {
        if (!quiet) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds, what);
            out.flush();
        }
    }

    public synchronized void say(String line) {
        if (!quiet) {
            out.println(line);
            out.flush();
        }
    }

    /** From here on only {@link #last} speaks: the stages are being stopped. */
    public void mute() {
        quiet = true;
    }

    public synchronized void last(String line) {
        out.println(line);
        out.flush();
    }
}
