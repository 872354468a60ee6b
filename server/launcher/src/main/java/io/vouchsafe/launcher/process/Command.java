package io.vouchsafe.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param name for people and for the files {@code logs/<name>.log} and {@code run/<name>.pid}
 * @param line program and arguments
 * @param folder working folder
 * @param environment the whole environment; nothing is inherited
 * @param log where output and errors go
 * @param plan how to stop it
 */
public record Command(
        String name,
        List<String> line,
        Path folder,
        Map<String, String> environment,
        Path log,
        StopPlan plan) {

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }
}
