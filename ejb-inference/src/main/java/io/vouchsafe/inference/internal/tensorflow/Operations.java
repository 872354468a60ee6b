package io.vouchsafe.inference.internal.tensorflow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What each operation of TensorFlow can do, from {@code operations.txt}.
 *
 * <p>An operation is allowed because somebody put it on the list, not because nobody forbade it: a
 * new version of TensorFlow, or a custom operation, brings nothing in unseen. See
 * docs/model-safety.md.
 */
final class Operations {
    /** What an operation can do, and what is said of one that is refused. */
    enum Effect {
        /** Computes its outputs from its inputs, or reads what was loaded. */
        HARMLESS(""),
        /** Fills variables and tables: needed at load, forbidden while serving. */
        INITIALISES("keeps what one caller sent for the next"),
        FILES("reads or writes files"),
        DATASETS("reads data sources"),
        NETWORK("reaches other machines or devices"),
        CODE("runs other code or stops the process"),
        BLOCKING("mixes or holds back calls of different callers"),
        STATE("keeps what one caller sent for the next"),
        UNLISTED("is not on the list of harmless operations");

        final String said;

        Effect(String said) {
            this.said = said;
        }
    }

    static final Operations KNOWN = read();

    private final Map<String, Effect> effects;

    private Operations(Map<String, Effect> effects) {
        this.effects = Map.copyOf(effects);
    }

    Effect effectOf(String operation) {
        return effects.getOrDefault(operation, Effect.UNLISTED);
    }

    /** All that are listed, with their effects. */
    Map<String, Effect> all() {
        return effects;
    }

    private static Operations read() {
        Map<String, Effect> effects = new HashMap<>();
        try (InputStream list =
                        Objects.requireNonNull(
                                Operations.class.getResourceAsStream("operations.txt"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            Effect section = Effect.UNLISTED;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = effectOfSection(line.substring(1, line.length() - 1));
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    for (String operation : line.strip().split(" ", -1)) {
                        effects.put(operation, section);
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Operations(effects);
    }

    private static Effect effectOfSection(String title) {
        String[] words = title.split(" ", 2);
        return switch (words[0]) {
            case "allow" -> Effect.HARMLESS;
            case "initialise" -> Effect.INITIALISES;
            case "refuse" -> Effect.valueOf(words[1].toUpperCase(java.util.Locale.ROOT));
            default -> throw new IllegalStateException("operations.txt: [" + title + "]");
        };
    }
}
