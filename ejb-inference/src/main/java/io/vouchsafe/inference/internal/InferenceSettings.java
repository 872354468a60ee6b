package io.vouchsafe.inference.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Settings of this module, from the environment.
 *
 * @param data {@code VOUCHSAFE_DATA}: the suite's data folder; uploads are unpacked below it
 * @param maxModelBytes {@code VOUCHSAFE_MAX_MODEL_BYTES}: size of an upload; 1 GiB
 * @param maxUnpackedBytes {@code VOUCHSAFE_MAX_UNPACKED_BYTES}: size of a model; four times that
 * @param callsPerCore {@code VOUCHSAFE_MODEL_CALLS_PER_CORE}: model calls at once, by core; 4
 * @param waitingPerCall {@code VOUCHSAFE_MODEL_WAITING}: callers that may wait for each place; 32
 */
public record InferenceSettings(
        Path data,
        long maxModelBytes,
        long maxUnpackedBytes,
        int callsPerCore,
        int waitingPerCall) {
    private static final long GIBIBYTE = 1L << 30;

    /** Folder for what is being unpacked; everything in it may be deleted at start. */
    public Path temporary() {
        return data.resolve("tmp");
    }

    /** Model calls at once on this machine. */
    public int concurrentCalls() {
        return Runtime.getRuntime().availableProcessors() * callsPerCore;
    }

    /**
     * Reads them.
     *
     * @throws IllegalStateException that names every wrong one
     */
    public static InferenceSettings from(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        long upload =
                number(environment, "VOUCHSAFE_MAX_MODEL_BYTES", GIBIBYTE, 1, 1L << 40, problems);
        var settings =
                new InferenceSettings(
                        Path.of(environment.getOrDefault("VOUCHSAFE_DATA", "data")),
                        upload,
                        number(
                                environment,
                                "VOUCHSAFE_MAX_UNPACKED_BYTES",
                                Math.max(upload, 1) * 4,
                                1,
                                1L << 42,
                                problems),
                        (int)
                                number(
                                        environment,
                                        "VOUCHSAFE_MODEL_CALLS_PER_CORE",
                                        4,
                                        1,
                                        256,
                                        problems),
                        (int)
                                number(
                                        environment,
                                        "VOUCHSAFE_MODEL_WAITING",
                                        32,
                                        0,
                                        10_000,
                                        problems));
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    InferenceMessages.LOG.wrongSettings(String.join("; ", problems)));
        }
        return settings;
    }

    private static long number(
            Map<String, String> environment,
            String name,
            long preset,
            long least,
            long most,
            List<String> problems) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
            return preset;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below, with the range
        }
        problems.add(InferenceMessages.LOG.settingRange(name, text, least, most));
        return preset;
    }
}
