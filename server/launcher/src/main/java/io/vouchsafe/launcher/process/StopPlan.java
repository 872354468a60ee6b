package io.vouchsafe.launcher.process;

import java.time.Duration;
import java.util.List;

/**
 * How a process is asked to end: signal after signal, each with its time; the last resort is always
 * KILL.
 */
public record StopPlan(List<Step> steps) {

    /** For Java servers. */
    public static final StopPlan TERMINATE =
            new StopPlan(List.of(new Step("TERM", Duration.ofSeconds(20))));

    /**
     * For PostgreSQL: INT closes its sessions and writes a checkpoint (TERM would wait for
     * clients), QUIT leaves the rest to recovery.
     */
    public static final StopPlan POSTGRES =
            new StopPlan(
                    List.of(
                            new Step("INT", Duration.ofSeconds(30)),
                            new Step("QUIT", Duration.ofSeconds(5))));

    public StopPlan {
        steps = List.copyOf(steps);
    }

    /**
     * @param signal name without SIG
     * @param patience how long to wait for the end before the next step
     */
    public record Step(String signal, Duration patience) {}
}
