package io.vouchsafe.launcher.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakHomeTest {

    @TempDir Path temp;

    @Test
    void theDistribution_isLinkedAndTheDatabaseStaysInTheDataFolder() throws IOException {
        Path realm = Files.writeString(temp.resolve("vouchsafe-realm.json"), "{}");
        Path old = temp.resolve("old");
        Path current = temp.resolve("new");
        Files.createDirectories(current.resolve("lib"));
        Path home = new KeycloakHome(old, realm).prepare(temp.resolve("data"));
        Path database = Files.writeString(home.resolve("data/keycloakdb.mv.db"), "users");

        new KeycloakHome(current, realm).prepare(home);

        assertThat(home.resolve("lib").toRealPath()).isEqualTo(current.resolve("lib").toRealPath());
        assertThat(database).hasContent("users");
        assertThat(home.resolve("data/import/vouchsafe-realm.json")).hasContent("{}");
    }
}
