package io.vouchsafe.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.it.harness.Database;
import io.vouchsafe.it.harness.Server;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.Receipts;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was answered stays answered: through roll-backs, a lost database, redeployments and kills.
 * Runs after all other classes, the gentle tests first.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Order(Integer.MAX_VALUE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DurabilityIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final int REDEPLOYMENTS = 3;

    /** Three reads of 250 ms may be missed. */
    private static final Duration LONGER_THAN_SNAPSHOTS_MAY_BE_OLD = Duration.ofMillis(1500);

    private static @Nullable String model;
    private static @Nullable String contract;
    private static @Nullable String key;

    @TempDir Path folder;

    @BeforeEach
    void oneModel() {
        if (key == null) {
            model = Scene.model(SavedModels.halfPlusTwo());
            contract = Scene.contract(Terms.of(model));
            key = Scene.key("acme");
        }
    }

    @Test
    @Order(1)
    void rolledBackChange_leavesNoEvent_whileTheNextOneIsInTheLog() {
        Api auditor = Api.as("auditor");
        String part = Scene.unique("it-transaction");

        String never = event("rollback", part).expect(200).text();
        Answer without = event("without", part);
        String recorded = event("commit", part).expect(200).text();

        Await.status(SOON, 200, () -> auditor.get("/api/audit/entries/" + recorded));
        assertThat(auditor.get("/api/audit/entries/" + never).status()).isEqualTo(404);
        assertThat(without.status()).isEqualTo(409);
        JsonNode found =
                auditor.get("/api/audit/entries?q=" + part).expect(200).json().get("items");
        assertThat(found.findValuesAsText("receipt")).containsExactly(recorded);
    }

    private static Answer event(String way, String part) {
        return Api.as("auditor").get("/api/probe/events/" + way + "/" + part);
    }

    @Test
    @Order(2)
    void usage_isWrittenInTheEntrysOwnTransaction() throws Exception {
        List<Ledger.Counts> seen = new ArrayList<>();

        try (Load load = Load.on(model, key)) {
            Await.until(
                    SOON,
                    () -> {
                        seen.add(Ledger.counts(contract));
                        return load.count(200);
                    },
                    answered -> answered >= 300);
            load.stop();
            assertThat(load.wrong()).isEmpty();
            assertThat(Ledger.counts(contract).entries()).isGreaterThanOrEqualTo(load.count(200));
        }

        seen.add(Ledger.counts(contract));
        assertThat(seen).allMatch(counts -> counts.entries() == counts.usage());
        assertThat(seen).allMatch(counts -> counts.entries() == counts.calls());
        assertThat(seen.stream().map(Ledger.Counts::entries).distinct().count()).isGreaterThan(3);
    }

    @Test
    @Order(3)
    void databaseLostAndBack_nothingUnauditedIsAnswered_andAllRecoversAlone() throws Exception {
        try (Load load = Load.on(model, key)) {
            Await.until(SOON, () -> load.count(200), answered -> answered >= 50);

            Database.running().stop();
            long refusedBefore = load.count(503);
            Answer down = Await.status(SOON, 503, () -> Api.with(key).infer(model, Bodies.x(1)));
            Await.status(SOON, 503, () -> Api.nobody().get("/v2/health/ready"));
            Await.until(SOON, () -> load.count(503), refused -> refused >= refusedBefore + 10);
            long answeredWhileDown = load.count(200);
            Answer stillDown = Api.with(key).infer(model, Bodies.x(1));
            Answer management = Api.as("admin").get("/api/contracts");
            long answeredThen = load.count(200);

            assertThat(down.header("Retry-After")).isNotEmpty();
            assertThat(down.header("Vouchsafe-Receipt")).isEmpty();
            assertThat(stillDown.status()).isEqualTo(503);
            assertThat(management.status()).isGreaterThanOrEqualTo(500);
            assertThat(answeredThen).isEqualTo(answeredWhileDown);
            assertThat(Api.nobody().get("/v2/health/live").status()).isEqualTo(200);

            Database.running().start();
            Await.status(RECOVERY, 200, () -> Api.nobody().get("/v2/health/ready"));
            long answeredBefore = load.count(200);
            Await.until(
                    RECOVERY, () -> load.count(200), answered -> answered >= answeredBefore + 50);
            load.stop();

            assertThat(load.wrong()).isEmpty();
            assertThat(Ledger.missing(load.receipts())).isEmpty();
            assertThat(Ledger.isWhole()).isTrue();
        }
        Ledger.Counts counts = Ledger.counts(contract);
        assertThat(counts.entries()).isEqualTo(counts.usage());
        Api.as("admin").get("/api/contracts").expect(200);
    }

    @Test
    @Order(4)
    void suspendedServer_answersNothing_andResumedFollowsChangesAgain() {
        Server.manage("suspend", new ModelNode());
        Answer suspended = Await.status(SOON, 503, () -> Api.with(key).infer(model, Bodies.x(1)));
        List<Integer> meanwhile = statusesFor(LONGER_THAN_SNAPSHOTS_MAY_BE_OLD);
        Server.manage("resume", new ModelNode());

        Await.status(SOON, 200, () -> Api.nobody().get("/v2/health/ready"));
        List<Integer> after = statusesFor(LONGER_THAN_SNAPSHOTS_MAY_BE_OLD);

        assertThat(suspended.header("Vouchsafe-Receipt")).isEmpty();
        assertThat(meanwhile).containsOnly(503);
        assertThat(after).containsOnly(200);
        Api.with(key).infer(model, Bodies.x(1)).expect(200);
    }

    private static List<Integer> statusesFor(Duration time) {
        Instant end = Instant.now().plus(time);
        List<Integer> seen = new ArrayList<>();
        while (Instant.now().isBefore(end)) {
            seen.add(Api.nobody().get("/v2/health/ready").status());
        }
        return seen;
    }

    @Test
    @Order(5)
    void redeployingTheEar_worksAndLeaksNothing() throws Exception {
        Server.redeploy();
        answersAgain();
        Footprint first = Footprint.take();

        for (int round = 1; round < REDEPLOYMENTS; round++) {
            Server.redeploy();
            answersAgain();
        }

        Footprint last = Footprint.take();
        assertThat(last.nativeLibraries()).isEqualTo(first.nativeLibraries());
        assertThat(last.duplicatedLibraries()).isEmpty();
        assertThat(growth(first.threads(), last.threads())).isEmpty();
        // an idle thread of the server's may hold its last task, so one generation; not one each
        assertThat(last.classLoaders() - first.classLoaders())
                .as("class loaders after %d more deployments", REDEPLOYMENTS - 1)
                .isLessThanOrEqualTo(Footprint.loadersOfOneDeployment());
        assertThat(last.sessions()).isZero();
        assertThat(Ledger.connections()).isLessThan(24);
    }

    private void answersAgain() {
        Await.status(RECOVERY, 200, () -> Api.nobody().get("/v2/health/ready"));
        Answer answer =
                Await.status(SOON, 200, () -> Api.with(key).infer(model, Bodies.x(1, 2, 5)));
        assertThat(Bodies.numbers(answer, "y")).containsExactly(2.5, 3.0, 4.5);
        Api.as("acme").get("/api/contracts").expect(200);
    }

    /** Kinds of threads of which there are more than a pool's mood explains. */
    private static Map<String, Long> growth(Map<String, Long> before, Map<String, Long> after) {
        return after.entrySet().stream()
                .filter(
                        kind ->
                                kind.getValue() - before.getOrDefault(kind.getKey(), 0L)
                                        >= REDEPLOYMENTS - 1)
                .filter(kind -> !Footprint.isServersPool(kind.getKey()))
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                Map.Entry::getValue,
                                (one, other) -> one,
                                TreeMap::new));
    }

    @Test
    @Order(6)
    void killedServer_hasEveryAnswerInTheLog() throws Exception {
        int kills = Boolean.getBoolean("vouchsafe.long") ? 3 : 1;
        for (int kill = 0; kill < kills; kill++) {
            killUnderLoad();
        }

        assertThat(Files.exists(Server.data().resolve("checkpoints"))).isTrue();
    }

    private void killUnderLoad() throws Exception {
        Ledger.Counts before = Ledger.counts(contract);
        try (Load load = Load.on(model, key)) {
            Await.until(SOON, () -> load.count(200), answered -> answered >= 500);

            Server.kill();
            Await.until(SOON, load::lost, lost -> lost >= 10);
            long answeredBeforeTheKill = load.count(200);
            Server.start();
            Await.until(
                    RECOVERY,
                    () -> load.count(200),
                    answered -> answered >= answeredBeforeTheKill + 50);
            load.stop();

            assertThat(load.wrong()).isEmpty();
            assertThat(load.receipts()).doesNotHaveDuplicates();
            assertThat(Ledger.missing(load.receipts())).isEmpty();
            Ledger.Counts after = Ledger.counts(contract);
            assertThat(after.entries() - before.entries()).isGreaterThanOrEqualTo(load.count(200));
            assertThat(after.entries()).isEqualTo(after.usage());
            assertThat(Ledger.isWhole()).isTrue();
            verifies(load.receipts().get((int) answeredBeforeTheKill - 1));
            verifies(load.receipts().getLast());
        }
    }

    private void verifies(String receipt) {
        Receipts.Verdict verdict =
                Receipts.verify(folder, Receipts.keys(), Receipts.proof(Api.with(key), receipt));
        assertThat(verdict.exit()).as(verdict.output()).isZero();
    }

    @Test
    @Order(7)
    void restartedServer_hasKeptItsSecrets() throws IOException {
        try (Stream<Path> all = Files.walk(Server.data())) {
            assertThat(
                            all.filter(Files::isRegularFile)
                                    .filter(file -> file.getParent().endsWith("keys"))
                                    .filter(file -> file.toFile().length() > 0)
                                    .map(DurabilityIT::permissions))
                    .isNotEmpty()
                    .allMatch("rw-------"::equals);
        }
        Api.with(key).infer(model, Bodies.x(1)).expect(200);
    }

    private static String permissions(Path file) {
        try {
            return java.nio.file.attribute.PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(file));
        } catch (IOException cause) {
            throw new java.io.UncheckedIOException(cause);
        }
    }
}
