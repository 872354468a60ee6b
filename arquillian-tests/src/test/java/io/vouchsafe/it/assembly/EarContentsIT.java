package io.vouchsafe.it.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class EarContentsIT {
    private static final Path EAR = Path.of(System.getProperty("test.ear", ""));

    /** Modules of the server: in the EAR they would be a second, different copy. */
    private static final List<String> OF_THE_SERVER =
            List.of(
                    "tensorflow",
                    "ndarray",
                    "javacpp",
                    "protobuf",
                    "bcprov",
                    "bcpkix",
                    "bcutil",
                    "postgresql-",
                    "postgresql.jar",
                    "jackson-",
                    "jakarta.",
                    "jboss-logging",
                    "hibernate-",
                    "micrometer-",
                    "slf4j");

    @Test
    void librariesOfTheServer_areNotInTheEar() throws IOException {
        List<String> jars = jarsIn(EAR);

        assertThat(jars).isNotEmpty();
        assertThat(jars)
                .noneMatch(
                        jar ->
                                OF_THE_SERVER.stream()
                                        .anyMatch(
                                                jar.substring(jar.lastIndexOf('/') + 1)
                                                        ::startsWith));
    }

    @Test
    void everyEjbJar_namesItsSecurityDomain() throws IOException {
        Set<String> without = new TreeSet<>();
        List<String> modules = new ArrayList<>();
        try (InputStream file = Files.newInputStream(EAR);
                ZipInputStream ear = new ZipInputStream(file)) {
            for (ZipEntry entry = ear.getNextEntry(); entry != null; entry = ear.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".jar") && name.indexOf('/') < 0) {
                    modules.add(name);
                    if (!entriesOf(new ZipInputStream(ear)).contains("META-INF/jboss-ejb3.xml")) {
                        without.add(name);
                    }
                }
            }
        }

        assertThat(modules).contains("audit.jar", "partners.jar", "ejb-inference.jar");
        assertThat(without).isEmpty();
    }

    private static List<String> jarsIn(Path ear) throws IOException {
        List<String> jars = new ArrayList<>();
        try (InputStream file = Files.newInputStream(ear);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    jars.add(entry.getName());
                } else if (entry.getName().endsWith(".war")) {
                    String war = entry.getName();
                    entriesOf(new ZipInputStream(zip)).stream()
                            .filter(name -> name.endsWith(".jar"))
                            .forEach(name -> jars.add(war + "!/" + name));
                }
            }
        }
        return jars;
    }

    /** Reads to the end of the inner archive without closing the outer one. */
    private static List<String> entriesOf(ZipInputStream inner) throws IOException {
        List<String> names = new ArrayList<>();
        for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
            names.add(entry.getName());
        }
        return names;
    }
}
