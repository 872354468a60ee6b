package io.vouchsafe.benchmarks.suite;

import io.vouchsafe.benchmarks.baseline.EngineOnly;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the EAR with one WAR more: the API's own, at {@code /baseline}, in which {@link
 * EngineOnly} stands where the gateway stood.
 */
public final class BenchEar {
    /** Context of the second WAR. */
    public static final String CONTEXT = "/baseline";

    private static final String API = "rest-api.war";
    private static final String BASELINE = "baseline.war";
    private static final String DESCRIPTOR = "META-INF/application.xml";
    private static final String WEB = "WEB-INF/jboss-web.xml";

    private BenchEar() {}

    /**
     * Writes the copy.
     *
     * @throws IllegalStateException when the EAR is not built as this class expects
     */
    public static void write(Path ear, Path copy) throws IOException {
        byte[] api = null;
        boolean described = false;
        Files.createDirectories(copy.toAbsolutePath().getParent());
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(ear));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals(API)) {
                    api = content;
                }
                if (entry.getName().equals(DESCRIPTOR)) {
                    content = withBaseline(content);
                    described = true;
                }
                put(out, entry.getName(), content);
            }
            if (api == null || !described) {
                throw new IllegalStateException(ear + " has no " + API + " or " + DESCRIPTOR);
            }
            put(out, BASELINE, baseline(api));
        }
    }

    private static byte[] withBaseline(byte[] descriptor) {
        String xml = new String(descriptor, StandardCharsets.UTF_8);
        String module =
                "<module><web><web-uri>%s</web-uri><context-root>%s</context-root></web></module>"
                        .formatted(BASELINE, CONTEXT);
        int last = xml.lastIndexOf("</module>");
        if (last < 0) {
            throw new IllegalStateException(DESCRIPTOR + " names no module");
        }
        int end = last + "</module>".length();
        return (xml.substring(0, end) + module + xml.substring(end))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] baseline(byte[] api) throws IOException {
        ByteArrayOutputStream war = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(api));
                ZipOutputStream out = new ZipOutputStream(war)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals(WEB)) {
                    content =
                            new String(content, StandardCharsets.UTF_8)
                                    .replace(
                                            "<context-root>/</context-root>",
                                            "<context-root>" + CONTEXT + "</context-root>")
                                    .getBytes(StandardCharsets.UTF_8);
                }
                put(out, entry.getName(), content);
            }
            String name = EngineOnly.class.getName().replace('.', '/') + ".class";
            put(out, "WEB-INF/classes/" + name, bytes(name));
        }
        return war.toByteArray();
    }

    private static byte[] bytes(String resource) throws IOException {
        try (@Nullable InputStream in =
                BenchEar.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
