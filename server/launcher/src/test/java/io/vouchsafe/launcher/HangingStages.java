package io.vouchsafe.launcher;

import io.vouchsafe.launcher.process.Command;
import io.vouchsafe.launcher.process.StopPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The launcher with stages that take their time: a helper that runs to its end, servers one after
 * the other, one of them deaf to TERM. For {@link StopHalfwayTest}.
 */
final class HangingStages {

    private static final StopPlan PLAN =
            new StopPlan(List.of(new StopPlan.Step("TERM", Duration.ofMillis(500))));

    private HangingStages() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        System.exit(
                Launcher.supervise(
                        folder,
                        System.out,
                        (data, children, log) -> {
                            log.say("supervised");
                            children.run(command(folder, "helper", "sleep 0.2"));
                            children.start(command(folder, "postgres", "sleep 1000"));
                            children.run(command(folder, "helper2", "sleep 0.2"));
                            children.start(
                                    command(folder, "deaf", "trap '' TERM; exec sleep 1000"));
                            children.run(command(folder, "helper3", "sleep 0.2"));
                            children.start(command(folder, "wildfly", "exec sleep 1000"));
                            log.say("Ready.");
                        }));
    }

    private static Command command(Path folder, String name, String script) {
        return new Command(
                name,
                List.of("/bin/bash", "-c", script, folder.toString()),
                folder,
                Map.of("PATH", System.getenv("PATH"), "VOUCHSAFE_TEST", folder.toString()),
                folder.resolve("logs").resolve(name + ".log"),
                PLAN);
    }
}
