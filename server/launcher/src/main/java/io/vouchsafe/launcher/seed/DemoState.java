package io.vouchsafe.launcher.seed;

import io.vouchsafe.launcher.data.PrivateFiles;
import io.vouchsafe.launcher.data.Secret;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the demo has done and made so far, in one private file that is replaced whole after each
 * change: a crash loses the step under way at most, and leaves its "begun".
 */
public final class DemoState {

    private static final String STEP = "step.";
    private static final String BEGUN = "begun";
    private static final String DONE = "done";

    private final Path file;
    private final Properties values = new Properties();

    private DemoState(Path file) {
        this.file = file;
    }

    public static DemoState open(Path file) {
        DemoState state = new DemoState(file);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                state.values.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return state;
    }

    boolean isBegun(String step) {
        return values.containsKey(STEP + step);
    }

    boolean isDone(String step) {
        return DONE.equals(values.getProperty(STEP + step));
    }

    void begin(String step) {
        put(STEP + step, BEGUN);
    }

    void done(String step) {
        put(STEP + step, DONE);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.getProperty(name));
    }

    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("demo fact " + name));
    }

    void put(String name, String value) {
        values.setProperty(name, value);
        save();
    }

    /** A generated secret, kept before it is used anywhere. */
    Secret secret(String name) {
        if (find(name).isEmpty()) {
            put(name, Secret.random().reveal());
        }
        return new Secret(get(name));
    }

    private void save() {
        try {
            Writer text = new StringWriter();
            values.store(text, "The demo's facts; delete nothing while the data folder lives.");
            PrivateFiles.write(file, text.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
