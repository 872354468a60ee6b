package io.vouchsafe.inference.internal.upload;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.kernel.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the model is among the unpacked files: at the top, in one folder, or in TensorFlow
 * Serving's {@code [name/]version}.
 *
 * @param version that the folder's name states; null when it is no number
 */
public record ModelFolder(Path folder, @Nullable Long version) {
    private static final String FILE = "saved_model.pb";
    private static final int DEPTH = 3;

    /**
     * Finds the one model.
     *
     * @throws ArchiveRejectedException when there is none, or more than one
     */
    public static ModelFolder find(Path files) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.walk(files, DEPTH)) {
            found =
                    all.filter(file -> file.getFileName().toString().equals(FILE))
                            .filter(Files::isRegularFile)
                            .map(Path::getParent)
                            .sorted()
                            .toList();
        }
        if (found.isEmpty()) {
            throw new ArchiveRejectedException(
                    Outcome.Kind.INVALID, "model-missing", LOG.modelMissing());
        }
        if (found.size() > 1) {
            String folders =
                    found.stream()
                            .map(folder -> EntryName.shown(files.relativize(folder).toString()))
                            .limit(5)
                            .collect(Collectors.joining(", "));
            throw new ArchiveRejectedException(
                    Outcome.Kind.INVALID, "model-several", LOG.manyModels(folders));
        }
        Path folder = found.get(0);
        return new ModelFolder(folder, folder.equals(files) ? null : version(folder));
    }

    private static @Nullable Long version(Path folder) {
        String name = folder.getFileName().toString();
        if (!name.matches("[0-9]{1,18}")) {
            return null;
        }
        long number = Long.parseLong(name);
        return number < 1 ? null : number;
    }
}
