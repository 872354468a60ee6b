package io.vouchsafe.launcher.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The generated secrets of one data folder: made at first use, the same ever after. */
public final class Secrets {

    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public boolean has(String name) {
        return Files.isRegularFile(file(name));
    }

    public Secret get(String name) {
        try {
            if (!has(name)) {
                PrivateFiles.write(file(name), Secret.random().reveal() + "\n");
            }
            return new Secret(Files.readString(file(name)).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
