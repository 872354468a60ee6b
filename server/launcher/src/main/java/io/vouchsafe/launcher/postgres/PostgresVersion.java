package io.vouchsafe.launcher.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The packed PostgreSQL's version, as the build wrote it down. */
final class PostgresVersion {

    static final String FULL = read();
    static final String MAJOR = FULL.substring(0, FULL.indexOf('.'));

    private PostgresVersion() {}

    private static String read() {
        Properties versions = new Properties();
        try (InputStream file = PostgresVersion.class.getResourceAsStream("versions.properties")) {
            versions.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return versions.getProperty("postgresql");
    }
}
