package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.internal.committer.CommitterSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * The log's settings.
 *
 * @param dataFolder where the local checkpoints are kept, {@code $VOUCHSAFE_DATA}
 */
public record LogSettings(Path dataFolder, CommitterSettings committer) {
    static LogSettings from(Map<String, String> environment) {
        String data = environment.getOrDefault("VOUCHSAFE_DATA", "data");
        return new LogSettings(
                Path.of(data.isBlank() ? "data" : data).toAbsolutePath(),
                CommitterSettings.DEFAULT);
    }
}
