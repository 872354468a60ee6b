package io.vouchsafe.launcher.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must never slip into, or out of, the realm file. */
class RealmTest {

    private String text;
    private JsonNode realm;

    @BeforeEach
    void read() throws IOException {
        Path file =
                Path.of(
                        System.getProperty("vouchsafe.root"),
                        "server/keycloak/src/main/realm/vouchsafe-realm.json");
        text = Files.readString(file);
        realm = new ObjectMapper().readTree(text);
    }

    @Test
    void itHasNoUsersAndNoSecrets() {
        assertThat(realm.path("users").isMissingNode()).isTrue();
        assertThat(text).doesNotContain("\"secret\"", "\"credentials\"", "privateKey");
    }

    @Test
    void itHasTheSixRoles() {
        List<String> roles = new ArrayList<>();
        realm.path("roles").path("realm").forEach(role -> roles.add(role.path("name").asText()));

        assertThat(roles)
                .containsExactlyInAnyOrder(
                        "admin",
                        "model-owner",
                        "approver",
                        "auditor",
                        "partner-admin",
                        "partner-developer");
    }

    @Test
    void onlyAnAdministratorEditsThePartner() throws IOException {
        String profile =
                realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config")
                        .path("kc.user.profile.config")
                        .path(0)
                        .asText();
        for (JsonNode attribute : new ObjectMapper().readTree(profile).path("attributes")) {
            if (attribute.path("name").asText().equals("partner")) {
                assertThat(attribute.at("/permissions/edit")).hasSize(1);
                assertThat(attribute.at("/permissions/edit/0").asText()).isEqualTo("admin");
                return;
            }
        }
        throw new AssertionError("the profile does not declare the partner");
    }

    @Test
    void thePortal_needsPkceAndReturnsToLoopbackOnly() {
        JsonNode portal = client("vouchsafe-portal");

        assertThat(portal.at("/attributes/pkce.code.challenge.method").asText()).isEqualTo("S256");
        assertThat(portal.path("directAccessGrantsEnabled").asBoolean(true)).isFalse();
        portal.path("redirectUris")
                .forEach(
                        uri ->
                                assertThat(uri.asText())
                                        .matches("http://(localhost|127\\.0\\.0\\.1)/portal/\\*"));
    }

    @Test
    void noClient_getsEveryRoleOfItsUser() {
        for (JsonNode client : realm.path("clients")) {
            assertThat(client.path("fullScopeAllowed").asBoolean(true))
                    .as(client.path("clientId").asText())
                    .isFalse();
        }
    }

    @Test
    void guessingPasswords_isSlowedDown() {
        assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.path("accessTokenLifespan").asInt()).isEqualTo(300);
    }

    private JsonNode client(String id) {
        for (JsonNode client : realm.path("clients")) {
            if (client.path("clientId").asText().equals(id)) {
                return client;
            }
        }
        throw new AssertionError("no client " + id);
    }
}
