package io.vouchsafe.rest.internal.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * One of the page's files: ours, or of the web jar. No other file of the class path can be named.
 *
 * @param type as in the header {@code Content-Type}
 */
record DocsFile(String type, byte[] content) {
    private static final String VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/%s/";

    private static final Map<String, String> OURS =
            Map.of(
                    "index.html", "text/html; charset=utf-8",
                    "docs.js", "text/javascript; charset=utf-8",
                    "docs.css", "text/css; charset=utf-8");
    private static final Map<String, String> LIBRARYS =
            Map.of(
                    "swagger-ui.css", "text/css; charset=utf-8",
                    "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
                    "favicon-32x32.png", "image/png");

    static Optional<DocsFile> read(String name) {
        String ours = OURS.get(name);
        if (ours != null) {
            return Optional.of(new DocsFile(ours, bytes(name)));
        }
        String type = LIBRARYS.get(name);
        return type == null
                ? Optional.empty()
                : Optional.of(new DocsFile(type, bytes(LIBRARY.formatted(version()) + name)));
    }

    private static String version() {
        try (InputStream file = open(VERSION)) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(String path) {
        try (InputStream file = open(path)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream open(String path) {
        InputStream file = DocsFile.class.getResourceAsStream(path);
        if (file == null) {
            throw new IllegalStateException("The page's file '" + path + "' is not in the archive");
        }
        return file;
    }
}
