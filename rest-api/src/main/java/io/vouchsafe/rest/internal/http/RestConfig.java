package io.vouchsafe.rest.internal.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The HTTP face's settings.
 *
 * @param maxRequestBytes of a request to a model ({@code VOUCHSAFE_MAX_REQUEST_BYTES})
 * @param maxUploadBytes of a model's archive ({@code VOUCHSAFE_MAX_UPLOAD_BYTES})
 * @param timeout how long a request to a model may take ({@code VOUCHSAFE_REQUEST_TIMEOUT_SECONDS})
 * @param logPrivate the log asks for a credential ({@code VOUCHSAFE_LOG_PRIVATE})
 */
public record RestConfig(
        int maxRequestBytes, long maxUploadBytes, Duration timeout, boolean logPrivate) {
    private static final long MIB = 1L << 20;

    /** What holds when the environment says nothing. */
    public static final RestConfig DEFAULT =
            new RestConfig((int) (16 * MIB), 1024 * MIB, Duration.ofSeconds(30), false);

    /**
     * Reads the environment.
     *
     * @throws IllegalStateException that names every wrong value at once
     */
    public static RestConfig from(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        long request =
                number(
                        environment,
                        "VOUCHSAFE_MAX_REQUEST_BYTES",
                        DEFAULT.maxRequestBytes,
                        1024,
                        1024 * MIB,
                        problems);
        long upload =
                number(
                        environment,
                        "VOUCHSAFE_MAX_UPLOAD_BYTES",
                        DEFAULT.maxUploadBytes,
                        1024,
                        1024 * 1024 * MIB,
                        problems);
        long timeout =
                number(
                        environment,
                        "VOUCHSAFE_REQUEST_TIMEOUT_SECONDS",
                        DEFAULT.timeout.toSeconds(),
                        1,
                        600,
                        problems);
        String hidden = environment.getOrDefault("VOUCHSAFE_LOG_PRIVATE", "false");
        if (!hidden.equals("true") && !hidden.equals("false")) {
            problems.add("VOUCHSAFE_LOG_PRIVATE is '%s', not true or false".formatted(hidden));
        }
        if (!problems.isEmpty()) {
            throw RestMessages.LOG.badConfiguration(String.join("; ", problems));
        }
        return new RestConfig(
                (int) request, upload, Duration.ofSeconds(timeout), hidden.equals("true"));
    }

    private static long number(
            Map<String, String> environment,
            String name,
            long fallback,
            long lowest,
            long highest,
            List<String> problems) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= lowest && value <= highest) {
                return value;
            }
        } catch (NumberFormatException notNumber) {
            // named below, like a number out of range
        }
        problems.add(
                "%s is '%s', not a number from %d to %d".formatted(name, text, lowest, highest));
        return fallback;
    }
}
