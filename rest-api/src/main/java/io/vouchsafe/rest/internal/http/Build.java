package io.vouchsafe.rest.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build this is. */
public final class Build {
    private static final String VERSION = read();

    private Build() {}

    public static String version() {
        return VERSION;
    }

    private static String read() {
        try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
            Properties build = new Properties();
            if (file != null) {
                build.load(file);
            }
            return build.getProperty("version", "unknown");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
