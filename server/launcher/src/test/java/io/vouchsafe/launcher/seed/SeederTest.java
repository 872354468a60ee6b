package io.vouchsafe.launcher.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.launcher.data.Secret;
import io.vouchsafe.launcher.report.LauncherException;
import io.vouchsafe.launcher.report.StageLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SeederTest {

    @TempDir Path temp;
    private FakeKeycloak keycloak = new FakeKeycloak();
    private FakeSuite suite = new FakeSuite();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        keycloak.close();
        suite.close();
    }

    @Test
    void theWholeDemo_isMadeThroughThePublicApi() {
        seed();

        assertThat(keycloak.roles)
                .containsEntry("owner", java.util.Set.of("model-owner"))
                .containsEntry("acme", java.util.Set.of("partner-admin"))
                .containsEntry(
                        "service-account-acme-service", java.util.Set.of("partner-developer"));
        assertThat(suite.states)
                .containsEntry("credit-risk@1", "deploy")
                .containsEntry("message-topic@1", "deploy")
                .containsEntry("contract-1", "countersign");
        JsonNode contract = suite.contracts.getFirst();
        assertThat(contract.path("plan").asText()).isEqualTo("plan-1");
        assertThat(contract.path("maskingPolicy").asText()).isEqualTo("policy-1");
        assertThat(suite.predictions).hasSize(1);
    }

    @Test
    void thePartnersPeopleAndMachine_carryItsName() {
        seed();

        assertThat(keycloak.partnerOf("acme")).isEqualTo("acme");
        assertThat(keycloak.partnerOf("service-account-acme-service")).isEqualTo("acme");
        assertThat(keycloak.partnerOf("owner")).isEmpty();
    }

    @Test
    void theFirstPrediction_fitsTheModelsMetadata() {
        seed();

        JsonNode inputs = suite.predictions.getFirst().path("inputs");
        assertThat(inputs.at("/0/shape").toString()).isEqualTo("[1,1]");
        assertThat(inputs.at("/0/data/0").asText()).isEqualTo("10437");
        assertThat(inputs.at("/1/data").toString()).isEqualTo("[2900]");
        assertThat(inputs.at("/2/data").toString()).as("unknown name").isEqualTo("[1,1]");
    }

    @Test
    void aFinishedDemo_asksNothingMore() {
        seed();
        int before = suite.requests().size() + keycloak.requests().size();

        seed();

        assertThat(suite.requests().size() + keycloak.requests().size()).isEqualTo(before);
    }

    @Test
    void whateverRequestTheLauncherDiesIn_theNextOneFinishesWithTheSameResult() {
        seed();
        int requests = suite.requests().size();

        for (int n = 1; n <= requests; n++) {
            renew("suite-" + n);
            suite.loseAnswer(n);
            boolean died = dies(this::seed);
            assertThat(suite.lostOne()).isTrue();
            assertThat(died || suite.requests().get(n - 1).startsWith("GET "))
                    .as("request %d: only a question may be repeated unnoticed", n)
                    .isTrue();

            seed();

            assertFinished("request " + n);
        }
    }

    @Test
    void dyingWhileUsersAreMade_leavesTheSamePasswordsValid() {
        seedUsers();
        int requests = keycloak.requests().size();

        for (int n = 1; n <= requests; n++) {
            renew("keycloak-" + n);
            keycloak.loseAnswer(n);
            if (dies(this::seedUsers)) {
                seedUsers();
            }

            assertThat(keycloak.roles).as("request %d", n).hasSize(6);
            for (DemoUser user : DemoUser.values()) {
                assertThat(keycloak.passwords)
                        .as("request %d", n)
                        .containsEntry(user.login(), state().get(user.passwordFact()));
            }
            assertThat(keycloak.secretOf("acme-service"))
                    .as("request %d", n)
                    .isEqualTo(state().get(IdentityStep.CLIENT_SECRET));
        }
    }

    @Test
    void aConflictInAStepThatNobodyBegan_isAFault() {
        suite.partners.add(FakeServer.JSON.createObjectNode());

        assertThatThrownBy(this::seed)
                .hasMessageContainingAll("VOUCH19015", "partner", "/api/partners", "409", "exists");
    }

    @Test
    void aFailedTraining_isNamedWithItsJob() {
        suite.jobState = "FAILED";

        assertThatThrownBy(this::seed)
                .hasMessageContainingAll(
                        "VOUCH19018", "credit-risk", "/api/training/jobs/1", "FAILED: no memory");
    }

    @Test
    void anUnreachableSuite_isNamed() {
        suite.close();

        assertThatThrownBy(this::seed)
                .hasMessageContainingAll("VOUCH19024", "partner", "cannot be reached");
    }

    @Test
    void whatIsPrinted_holdsNoSecret() {
        seed();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Demo: users and clients", "Demo: contract: sign")
                .doesNotContain(state().get(DemoUser.ACME.passwordFact()))
                .doesNotContain(state().get(CredentialStep.KEY));
    }

    private void assertFinished(String when) {
        assertThat(suite.states)
                .as(when)
                .containsEntry("contract-" + suite.contracts.size(), "countersign");
        assertThat(suite.plans).as(when).hasSize(1);
        assertThat(suite.policies).as(when).hasSize(1);
        assertThat(suite.partners).as(when).hasSize(1);
        assertThat(suite.credentials).as(when + ": no lost key stays valid").hasSize(1);
        assertThat(suite.credentials.getFirst().path("key").asText())
                .as(when)
                .isEqualTo(state().get(CredentialStep.KEY));
        assertThat(suite.predictions).as(when).isNotEmpty();
    }

    private static boolean dies(Runnable seeding) {
        try {
            seeding.run();
            return false;
        } catch (LauncherException died) {
            return true;
        }
    }

    private void renew(String folder) {
        close();
        keycloak = new FakeKeycloak();
        suite = new FakeSuite();
        current = folder;
    }

    private String current = "first";

    private DemoState state() {
        return DemoState.open(temp.resolve(current + ".properties"));
    }

    private void seed() {
        Secret password = new Secret(FakeKeycloak.ADMIN_PASSWORD);
        Seeder.demo(suite.uri(), keycloak.uri(), keycloak.issuer(), "admin", password, state())
                .run(log(), () -> {});
    }

    private void seedUsers() {
        Secret password = new Secret(FakeKeycloak.ADMIN_PASSWORD);
        DemoState state = state();
        Http http = new Http();
        Tokens tokens = new Tokens(http, keycloak.issuer(), state);
        Seeding seeding = new Seeding(http, suite.uri(), tokens, state);
        new Seeder(seeding, List.of(new IdentityStep(keycloak.uri(), "admin", password)))
                .run(log(), () -> {});
    }

    private StageLog log() {
        return new StageLog(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
}
