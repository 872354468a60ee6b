package io.vouchsafe.keys.internal.keystore;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the keys are and what the log is called.
 *
 * @param folder {@code $VOUCHSAFE_DATA/keys}
 * @param password of {@code VOUCHSAFE_KEYSTORE_PASSWORD}; else a file beside the store holds it
 * @param origin the log's name in checkpoints, a schema-less URL
 */
record KeysConfiguration(Path folder, Optional<Password> password, String origin) {
    static final String DEFAULT_ORIGIN = "vouchsafe.local/log";

    private static final int LONGEST_ORIGIN = 255; // a length byte in ML-DSA cosignatures

    KeysConfiguration {
        List<String> problems = new ArrayList<>();
        if (origin.isEmpty()
                || origin.length() > LONGEST_ORIGIN
                || !origin.chars().allMatch(c -> c > ' ' && c < 127 && c != '+')) {
            problems.add(
                    "VOUCHSAFE_LOG_ORIGIN must have 1 to 255 visible ASCII characters without '+', such as %s."
                            .formatted(DEFAULT_ORIGIN));
        }
        if (origin.contains("://")) {
            problems.add("VOUCHSAFE_LOG_ORIGIN is a URL without schema, so leave out 'https://'.");
        }
        if (password.isPresent() && password.get().length() < Password.SHORTEST) {
            problems.add(
                    "VOUCHSAFE_KEYSTORE_PASSWORD must have at least %d characters."
                            .formatted(Password.SHORTEST));
        }
        if (!problems.isEmpty()) {
            throw KeysMessages.LOG.badSettings(String.join(" ", problems));
        }
    }

    static KeysConfiguration from(Map<String, String> environment) {
        String data = environment.getOrDefault("VOUCHSAFE_DATA", "data");
        try {
            return new KeysConfiguration(
                    Path.of(data.isBlank() ? "data" : data).toAbsolutePath().resolve("keys"),
                    Optional.ofNullable(environment.get("VOUCHSAFE_KEYSTORE_PASSWORD"))
                            .filter(text -> !text.isEmpty())
                            .map(Password::new),
                    environment.getOrDefault("VOUCHSAFE_LOG_ORIGIN", DEFAULT_ORIGIN));
        } catch (InvalidPathException noPath) {
            throw KeysMessages.LOG.badSettings("VOUCHSAFE_DATA is not a path.");
        }
    }

    Path storeFile() {
        return folder.resolve("vouchsafe.bcfks");
    }

    Path passwordFile() {
        return folder.resolve("vouchsafe.password");
    }
}
