package io.vouchsafe.launcher;

import io.vouchsafe.launcher.data.DataFolder;
import io.vouchsafe.launcher.process.Children;
import io.vouchsafe.launcher.process.Orphans;
import io.vouchsafe.launcher.process.StopHook;
import io.vouchsafe.launcher.report.LauncherException;
import io.vouchsafe.launcher.report.StageLog;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts the suite with all it needs and keeps it running until it is asked to stop.
 *
 * <p>Exit codes: 0 after a requested stop, 1 when something failed, 2 when the command line or the
 * settings are wrong.
 */
public final class Launcher {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Launcher() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv()));
    }

    private static int run(List<String> arguments, Map<String, String> environment) {
        Settings settings;
        try {
            Path home = Path.of(System.getProperty("vouchsafe.home", "")).toAbsolutePath();
            settings = Settings.of(Options.parse(arguments), home.normalize(), environment);
        } catch (LauncherException misused) {
            System.err.println(misused.getMessage());
            return MISUSED;
        }
        try {
            return supervise(
                    settings.data(),
                    System.out,
                    (data, children, log) -> new Startup(settings, data, children, log).run());
        } catch (LauncherException refused) {
            System.err.println(refused.getMessage());
            return FAILED;
        }
    }

    /** What is to be started, apart from how it is stopped. */
    @FunctionalInterface
    interface Stages {
        void start(DataFolder data, Children children, StageLog log);
    }

    /**
     * Takes the data folder, clears away what a killed launcher left, starts the stages and waits.
     * A requested stop ends the process inside; what returns or throws is a failure.
     */
    static int supervise(Path folder, PrintStream out, Stages stages) {
        StageLog log = new StageLog(out);
        DataFolder data = DataFolder.open(folder);
        Children children = new Children(data);
        StopHook hook = StopHook.install(children, data, log);
        try {
            long begun = log.begin();
            List<String> orphans = new Orphans(data).stop();
            if (!orphans.isEmpty()) {
                log.done(begun, "Stopped what a killed launcher left: " + orphans);
            }
            stages.start(data, children, log);
            throw children.awaitAnyEnd();
        } catch (LauncherException failed) {
            if (!children.isStopping()) {
                System.err.println();
                System.err.println(failed.getMessage());
            }
        } catch (RuntimeException fault) {
            if (!children.isStopping()) {
                fault.printStackTrace(out);
            }
        }
        hook.fail();
        return FAILED;
    }
}
