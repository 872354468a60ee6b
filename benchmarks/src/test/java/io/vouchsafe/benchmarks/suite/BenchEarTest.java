package io.vouchsafe.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchEarTest {
    private static final String CLASSES = "io/vouchsafe/benchmarks/baseline/";

    @TempDir Path folder;

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void copy_hasTheApiTwiceAndTheOriginalOnceStays() throws IOException {
        byte[] api =
                zip(
                        Map.of(
                                "WEB-INF/jboss-web.xml",
                                utf8("<jboss-web><context-root>/</context-root></jboss-web>")));
        byte[] ear =
                zip(
                        Map.of(
                                "rest-api.war",
                                api,
                                "ejb-inference.jar",
                                zip(Map.of("META-INF/jboss-ejb3.xml", utf8("<ejb-jar/>"))),
                                "META-INF/application.xml",
                                utf8("<application><module/><module></module></application>")));
        Path original = Files.write(folder.resolve("vouchsafe.ear"), ear);
        Path copy = folder.resolve("bench/vouchsafe.ear");

        BenchEar.write(original, copy);

        Map<String, byte[]> parts = unzip(Files.readAllBytes(copy));
        assertThat(parts.get("rest-api.war")).isEqualTo(api);
        assertThat(new String(parts.get("META-INF/application.xml"), StandardCharsets.UTF_8))
                .contains("<web-uri>baseline.war</web-uri><context-root>/baseline</context-root>")
                .endsWith("</application>");
        Map<String, byte[]> baseline = unzip(parts.get("baseline.war"));
        assertThat(baseline).containsKey("WEB-INF/classes/" + CLASSES + "EngineOnlyGateway.class");
        assertThat(unzip(parts.get("baseline-engine.jar")))
                .containsOnlyKeys(
                        "META-INF/jboss-ejb3.xml",
                        CLASSES + "EngineCalls.class",
                        CLASSES + "EngineOnly.class");
        assertThat(new String(baseline.get("WEB-INF/jboss-web.xml"), StandardCharsets.UTF_8))
                .contains("<context-root>/baseline</context-root>");
        assertThat(Files.readAllBytes(original)).isEqualTo(ear);
    }

    @Test
    void anEarWithoutTheApi_isRefused() throws IOException {
        Path original =
                Files.write(
                        folder.resolve("vouchsafe.ear"), zip(Map.of("other.war", utf8("nothing"))));

        assertThatThrownBy(() -> BenchEar.write(original, folder.resolve("copy.ear")))
                .hasMessageContaining("rest-api.war");
    }

    @Test
    void demoFacts_areReadAsTheShellWould() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("demo.env"),
                        "VOUCHSAFE_URL='http://localhost:8080'\nVOUCHSAFE_USER_ADMIN='it'\\''s'\n");

        DemoEnv demo = DemoEnv.read(file);

        assertThat(demo.get("VOUCHSAFE_URL")).isEqualTo("http://localhost:8080");
        assertThat(demo.get("VOUCHSAFE_USER_ADMIN")).isEqualTo("it's");
        assertThatThrownBy(() -> demo.get("MISSING")).hasMessageContaining("MISSING");
    }
}
