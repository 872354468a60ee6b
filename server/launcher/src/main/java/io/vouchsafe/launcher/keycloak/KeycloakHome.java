package io.vouchsafe.launcher.keycloak;

import io.vouchsafe.launcher.data.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Keycloak's home folder inside the data folder: links to the distribution's read-only parts, a
 * real {@code data} folder.
 */
final class KeycloakHome {

    private static final List<String> LINKED = List.of("lib", "conf", "providers", "themes");

    private final Path distribution;
    private final Path realm;

    KeycloakHome(Path distribution, Path realm) {
        this.distribution = distribution;
        this.realm = realm;
    }

    Path prepare(Path home) throws IOException {
        PrivateFiles.folder(home);
        for (String part : LINKED) {
            link(home.resolve(part), distribution.resolve(part));
        }
        Path imports = home.resolve("data/import");
        Files.createDirectories(imports);
        // Imported when the realm does not exist yet; ignored ever after.
        Files.copy(
                realm,
                imports.resolve(realm.getFileName().toString()),
                StandardCopyOption.REPLACE_EXISTING);
        return home;
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(link);
        }
        Files.createSymbolicLink(link, target);
    }
}
