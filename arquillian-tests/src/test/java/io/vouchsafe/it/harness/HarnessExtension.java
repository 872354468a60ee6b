package io.vouchsafe.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;
import org.jspecify.annotations.Nullable;

/** Starts what the server needs before it, stops it after. */
public final class HarnessExtension implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Lifecycle.class);
    }

    /** Arquillian makes one for the run. */
    public static final class Lifecycle {
        private static final int BEFORE_CONTAINER = 1_000;
        private static final int AFTER_CONTAINER = -1_000;

        private static final List<String> LEFT_BY_AN_EARLIER_RUN =
                List.of(
                        "data",
                        "postgres",
                        "restarted.log",
                        "keycloak/data",
                        "keycloak/keycloak.log",
                        "standalone/data",
                        "standalone/log",
                        "standalone/tmp",
                        "standalone/deployments");

        private @Nullable Database database;
        private @Nullable Keycloak keycloak;

        void start(@Observes(precedence = BEFORE_CONTAINER) BeforeSuite suite) {
            Path folder = folder();
            Ports.requireFree();
            for (String left : LEFT_BY_AN_EARLIER_RUN) {
                delete(folder.resolve(left));
            }
            Database startedDatabase = new Database(folder);
            database = startedDatabase;
            startedDatabase.create();
            Keycloak startedKeycloak = new Keycloak(folder);
            keycloak = startedKeycloak;
            try {
                startedKeycloak.start();
                new Realm().fill();
                TestEar.putInto(folder.resolve("standalone/deployments"));
            } catch (RuntimeException failed) {
                startedKeycloak.close();
                startedDatabase.close();
                throw failed;
            }
        }

        /** A failed deployment would make each test fail in its own way: say it once, here. */
        void check(@Observes AfterStart started) throws IOException {
            Path failure = folder().resolve("standalone/deployments/vouchsafe.ear.failed");
            if (Files.exists(failure)) {
                throw new IllegalStateException(
                        "The EAR is not deployed: " + Files.readString(failure));
            }
        }

        private static Path folder() {
            return Path.of(System.getProperty("test.server", "target/it"));
        }

        void stop(@Observes(precedence = AFTER_CONTAINER) AfterSuite suite) {
            Server.stop();
            if (keycloak != null) {
                keycloak.close();
            }
            if (database != null) {
                database.close();
            }
        }

        private static void delete(Path folder) {
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }
    }
}
