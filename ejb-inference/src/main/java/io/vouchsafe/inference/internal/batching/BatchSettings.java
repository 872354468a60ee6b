package io.vouchsafe.inference.internal.batching;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.internal.InferenceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How requests share a run, from the environment.
 *
 * @param rows {@code VOUCHSAFE_BATCH_ROWS}: at most so many rows in one run; 64; 1: never together
 * @param sizes {@code VOUCHSAFE_BATCH_SIZES}: rows that a run may have, ascending, the last one
 *     {@code rows}; a run is filled up to the next one. Empty: any number
 * @param linger {@code VOUCHSAFE_BATCH_LINGER_MICROS}: how long a run waits for company; 0: not at
 *     all, company gathers while another run is under way
 * @param runsPerCore {@code VOUCHSAFE_BATCH_RUNS_PER_CORE}: runs at once of one signature, by core
 *     of this machine; 1
 * @param queue {@code VOUCHSAFE_BATCH_QUEUE}: requests that may wait for one signature; 1024
 * @param queueBytes {@code VOUCHSAFE_BATCH_QUEUE_BYTES}: size of their inputs; 256 MiB
 * @param except {@code VOUCHSAFE_BATCH_EXCEPT}: models whose requests never share a run
 */
public record BatchSettings(
        int rows,
        List<Integer> sizes,
        Duration linger,
        int runsPerCore,
        int queue,
        long queueBytes,
        Set<String> except) {
    private static final String SIZES = "VOUCHSAFE_BATCH_SIZES";
    private static final int MOST_ROWS = 65_536;

    public BatchSettings {
        sizes = List.copyOf(sizes);
        except = Set.copyOf(except);
    }

    /** Runs of one signature at once on this machine. */
    public int runs() {
        return Runtime.getRuntime().availableProcessors() * runsPerCore;
    }

    /** Rows to be added to a run of {@code rows}. */
    int padding(int rows) {
        for (int size : sizes) {
            if (size >= rows) {
                return size - rows;
            }
        }
        return 0;
    }

    /**
     * Reads them.
     *
     * @throws IllegalStateException that names every wrong one
     */
    public static BatchSettings from(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        int rows = number(environment, "VOUCHSAFE_BATCH_ROWS", 64, 1, MOST_ROWS, problems);
        var settings =
                new BatchSettings(
                        rows,
                        sizes(environment, rows, problems),
                        Duration.ofNanos(
                                1000L
                                        * number(
                                                environment,
                                                "VOUCHSAFE_BATCH_LINGER_MICROS",
                                                0,
                                                0,
                                                1_000_000,
                                                problems)),
                        number(environment, "VOUCHSAFE_BATCH_RUNS_PER_CORE", 1, 1, 256, problems),
                        number(environment, "VOUCHSAFE_BATCH_QUEUE", 1024, 0, 1_000_000, problems),
                        InferenceSettings.number(
                                environment,
                                "VOUCHSAFE_BATCH_QUEUE_BYTES",
                                256L << 20,
                                0,
                                1L << 40,
                                problems),
                        parts(environment, "VOUCHSAFE_BATCH_EXCEPT").collect(Collectors.toSet()));
        if (!problems.isEmpty()) {
            throw new IllegalStateException(LOG.wrongSettings(String.join("; ", problems)));
        }
        return settings;
    }

    private static int number(
            Map<String, String> environment,
            String name,
            int preset,
            int least,
            int most,
            List<String> problems) {
        return (int) InferenceSettings.number(environment, name, preset, least, most, problems);
    }

    private static List<Integer> sizes(
            Map<String, String> environment, int rows, List<String> problems) {
        TreeSet<Integer> sizes = new TreeSet<>();
        try {
            parts(environment, SIZES).map(Integer::valueOf).forEach(sizes::add);
        } catch (NumberFormatException notANumber) {
            sizes.add(0);
        }
        if (!sizes.isEmpty() && (sizes.first() < 1 || sizes.last() != rows)) {
            problems.add(LOG.wrongBatchSizes(SIZES, String.valueOf(environment.get(SIZES)), rows));
        }
        return List.copyOf(sizes);
    }

    private static Stream<String> parts(Map<String, String> environment, String name) {
        return Stream.of(environment.getOrDefault(name, "").split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty());
    }
}
