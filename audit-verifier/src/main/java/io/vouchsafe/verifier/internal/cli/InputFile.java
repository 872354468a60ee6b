package io.vouchsafe.verifier.internal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files with a limit and says plainly why one cannot be read. */
final class InputFile {

    private InputFile() {}

    static byte[] read(Path file, String what, int limit) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new UnreadableException(
                        "The " + what + " '" + file + "' is larger than " + limit + " bytes.");
            }
            return bytes;
        } catch (IOException fault) {
            throw unreadable(file, what, fault);
        }
    }

    static InputStream open(Path file, String what) {
        try {
            return Files.newInputStream(file);
        } catch (IOException fault) {
            throw unreadable(file, what, fault);
        }
    }

    private static UnreadableException unreadable(Path file, String what, IOException fault) {
        return new UnreadableException(
                "The " + what + " '" + file + "' cannot be read: " + why(fault) + ".", fault);
    }

    static String why(IOException fault) {
        return switch (fault) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "access is denied";
            default -> String.valueOf(fault.getMessage());
        };
    }
}
