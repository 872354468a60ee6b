package io.vouchsafe.launcher;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build made, below the checkout; never written to.
 *
 * @param home the checkout
 */
record Installation(Path home) {

    Path wildfly() {
        return existing(home.resolve("server/wildfly/target/wildfly"));
    }

    Path ear() {
        return existing(home.resolve("ear/target/vouchsafe.ear"));
    }

    Path keycloak() {
        return existing(home.resolve("server/keycloak/target/keycloak"));
    }

    Path realm() {
        return existing(home.resolve("server/keycloak/target/realm/vouchsafe-realm.json"));
    }

    /** The Java that runs the launcher runs the servers too. */
    Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Path existing(Path path) {
        if (Files.notExists(path)) {
            throw MESSAGES.notBuilt(path);
        }
        return path;
    }
}
