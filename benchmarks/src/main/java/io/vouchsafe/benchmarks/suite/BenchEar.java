package io.vouchsafe.benchmarks.suite;

import io.vouchsafe.benchmarks.baseline.EngineCalls;
import io.vouchsafe.benchmarks.baseline.EngineOnly;
import io.vouchsafe.benchmarks.baseline.EngineOnlyGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the EAR with one WAR more: the API's own, at {@code /baseline}, in which {@link
 * EngineOnlyGateway} stands where the gateway stood, and with {@link EngineOnly} behind it.
 */
public final class BenchEar {
    /** Context of the second WAR. */
    public static final String CONTEXT = "/baseline";

    private static final String API = "rest-api.war";
    private static final String ENGINE = "ejb-inference.jar";
    private static final String BASELINE = "baseline.war";
    private static final String BASELINE_ENGINE = "baseline-engine.jar";
    private static final String DESCRIPTOR = "META-INF/application.xml";
    private static final Set<String> DESCRIPTORS =
            Set.of("META-INF/beans.xml", "META-INF/jboss-ejb3.xml");
    private static final String WEB = "WEB-INF/jboss-web.xml";

    private BenchEar() {}

    /**
     * Writes the copy.
     *
     * @throws IllegalStateException when the EAR is not built as this class expects
     */
    public static void write(Path ear, Path copy) throws IOException {
        byte[] api = null;
        byte[] engine = null;
        boolean described = false;
        Files.createDirectories(copy.toAbsolutePath().getParent());
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(ear));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals(API)) {
                    api = content;
                }
                if (entry.getName().equals(ENGINE)) {
                    engine = content;
                }
                if (entry.getName().equals(DESCRIPTOR)) {
                    content = withBaseline(content);
                    described = true;
                }
                put(out, entry.getName(), content);
            }
            if (api == null || engine == null || !described) {
                throw new IllegalStateException(
                        "%s has no %s, %s or %s".formatted(ear, API, ENGINE, DESCRIPTOR));
            }
            put(out, BASELINE_ENGINE, engine(engine));
            put(out, BASELINE, baseline(api));
        }
    }

    private static byte[] withBaseline(byte[] descriptor) {
        String xml = new String(descriptor, StandardCharsets.UTF_8);
        String module =
                "<module><ejb>%s</ejb></module>".formatted(BASELINE_ENGINE)
                        + "<module><web><web-uri>%s</web-uri><context-root>%s</context-root></web></module>"
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
            put(out, "WEB-INF/classes/" + file(EngineOnlyGateway.class), EngineOnlyGateway.class);
        }
        return war.toByteArray();
    }

    /** With the engine's own descriptors: security domain, bean discovery. */
    private static byte[] engine(byte[] original) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(original));
                ZipOutputStream out = new ZipOutputStream(jar)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (DESCRIPTORS.contains(entry.getName())) {
                    put(out, entry.getName(), in.readAllBytes());
                }
            }
            put(out, file(EngineCalls.class), EngineCalls.class);
            put(out, file(EngineOnly.class), EngineOnly.class);
        }
        return jar.toByteArray();
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static void put(ZipOutputStream out, String name, Class<?> type) throws IOException {
        put(out, name, bytes(file(type)));
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
