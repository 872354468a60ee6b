package io.vouchsafe.governance.internal.registry;

import static io.vouchsafe.governance.internal.registry.RegistryNode.APPROVER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.CREDIT;
import static io.vouchsafe.governance.internal.registry.RegistryNode.NOW;
import static io.vouchsafe.governance.internal.registry.RegistryNode.OWNER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.SIGNATURES;
import static io.vouchsafe.governance.internal.registry.RegistryNode.V1;
import static io.vouchsafe.governance.internal.registry.RegistryNode.V2;
import static io.vouchsafe.governance.internal.registry.RegistryNode.files;
import static io.vouchsafe.governance.internal.registry.VersionLifeTest.declined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.InspectedModel;
import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.governance.internal.GovernanceFaultException;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.store.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final DataSource DATABASE = TestDatabase.fresh();
    private static final RegistryNode NODE = new RegistryNode(DATABASE);
    private final RegistryNode node = NODE;
    @TempDir Path folder;

    @BeforeEach
    void emptyTables() throws SQLException {
        node.log.whenRecording = () -> {};
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE recorded, governance.model, governance.artefact CASCADE");
        }
    }

    @AfterAll
    static void close() {
        NODE.close();
    }

    @Test
    void newModel_belongsToItsCreatorAndHasNoVersion() {
        ModelView created = node.done(registry -> registry.create(OWNER, CREDIT));

        assertThat(created).isEqualTo(new ModelView(CREDIT, "olga", NOW, List.of()));
        assertThat(node.call(registry -> registry.models(OWNER)).items()).containsExactly(created);
        assertThat(node.log.events()).containsExactly("model.created by olga");
    }

    @Test
    void knownName_isAConflictWithoutEvent() {
        node.done(registry -> registry.create(OWNER, CREDIT));

        Outcome<ModelView> again = node.call(registry -> registry.create(OWNER, CREDIT));

        assertThat(declined(again).kind()).isEqualTo(Outcome.Kind.CONFLICT);
        assertThat(declined(again).problem()).isEqualTo("model-exists");
        assertThat(node.log.events()).hasSize(1);
    }

    @Test
    void registeredVersion_readsBackWholeAsADraft() {
        node.done(registry -> registry.create(OWNER, CREDIT));

        VersionView made = register(null, "weights");

        VersionView read = node.done(registry -> registry.version(OWNER, V1));
        assertThat(read).isEqualTo(made);
        assertThat(read.state()).isEqualTo(VersionState.DRAFT);
        assertThat(read.signatures()).isEqualTo(SIGNATURES);
        assertThat(read.engine()).isEqualTo("tensorflow");
        assertThat(read.bytes()).isEqualTo("weights".length() + "index".length());
        assertThat(read.digest()).matches("sha256:[0-9a-f]{64}");
        assertThat(read.history())
                .containsExactly(new VersionView.Step(VersionState.DRAFT, "olga", NOW, null));
    }

    @Test
    void versionNumbers_areTheNextFreeOneUnlessNamed() {
        node.done(registry -> registry.create(OWNER, CREDIT));

        assertThat(register(null, "a").ref().version()).isEqualTo(1);
        assertThat(register(7L, "b").ref().version()).isEqualTo(7);
        assertThat(register(null, "c").ref().version()).isEqualTo(8);

        ModelView model = node.done(registry -> registry.model(OWNER, CREDIT));
        assertThat(model.versions())
                .extracting(version -> version.ref().version())
                .containsExactly(8L, 7L, 1L);
    }

    @Test
    void takenNumber_isAConflictThatStoresNoFile() throws SQLException {
        node.done(registry -> registry.create(OWNER, CREDIT));
        register(1L, "a");

        Outcome<VersionView> again =
                node.call(
                        registry ->
                                registry.register(
                                        OWNER, CREDIT, 1L, files(folder.resolve("x"), "other")));

        assertThat(declined(again).problem()).isEqualTo("version-exists");
        assertThat(count("governance.artefact")).isEqualTo(1);
    }

    @Test
    void sameFilesTwice_areStoredOnce() throws SQLException {
        node.done(registry -> registry.create(OWNER, CREDIT));

        VersionView one = register(null, "same");
        VersionView two = register(null, "same");

        assertThat(two.digest()).isEqualTo(one.digest());
        assertThat(count("governance.artefact")).isEqualTo(1);
        assertThat(count("governance.model_version")).isEqualTo(2);
    }

    @Test
    void refusedFiles_leaveNoRow() throws IOException, SQLException {
        node.done(registry -> registry.create(OWNER, CREDIT));
        InspectedModel linked = files(folder.resolve("linked"), "a");
        Files.createSymbolicLink(linked.folder().resolve("etc"), Path.of("/etc/hostname"));

        Outcome<VersionView> outcome =
                node.call(registry -> registry.register(OWNER, CREDIT, null, linked));

        assertThat(declined(outcome).kind()).isEqualTo(Outcome.Kind.INVALID);
        assertThat(declined(outcome).problem()).isEqualTo("model-files");
        assertThat(declined(outcome).detail()).contains("'etc'").doesNotContain("VOUCH");
        assertThat(count("governance.artefact")).isZero();
        assertThat(count("governance.model_version")).isZero();
    }

    @Test
    void filesThatCannotBeRead_areAFaultThatLeavesNoRow() throws IOException, SQLException {
        node.done(registry -> registry.create(OWNER, CREDIT));
        InspectedModel files = files(folder.resolve("gone"), "a");
        Files.delete(files.folder().resolve("saved_model.pb"));
        Files.delete(files.folder().resolve("variables/variables.index"));
        Files.delete(files.folder().resolve("variables"));
        Files.delete(files.folder());

        assertThatThrownBy(
                        () -> node.call(registry -> registry.register(OWNER, CREDIT, null, files)))
                .isInstanceOf(GovernanceFaultException.class)
                .hasMessageContaining("VOUCH040001")
                .hasCauseInstanceOf(IOException.class);

        assertThat(count("governance.artefact")).isZero();
        assertThat(count("governance.model_version")).isZero();
    }

    @Test
    void concurrentRegistrationsOfTheSameFiles_storeThemOnce() throws Exception {
        node.done(registry -> registry.create(OWNER, CREDIT));
        InspectedModel same = files(folder.resolve("same"), "same");

        List<Outcome<VersionView>> outcomes =
                inParallel(
                        6,
                        i -> node.call(registry -> registry.register(OWNER, CREDIT, null, same)));

        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Done);
        assertThat(count("governance.model_version")).isEqualTo(6);
        assertThat(count("governance.artefact")).isEqualTo(1);
        assertThat(count("governance.artefact_file")).isEqualTo(2);
    }

    @Test
    void stoppedTwice_isAConflictNotASecondEvent() {
        node.done(registry -> registry.create(OWNER, CREDIT));
        node.deployed(files(folder.resolve("one"), "a"));
        node.done(registry -> registry.stop(APPROVER, V1, "incident"));
        List<String> before = node.log.events();

        Outcome<VersionView> again = node.call(registry -> registry.stop(APPROVER, V1, null));

        assertThat(declined(again).kind()).isEqualTo(Outcome.Kind.CONFLICT);
        assertThat(declined(again).problem()).isEqualTo("wrong-state");
        assertThat(node.log.events()).isEqualTo(before);
    }

    @Test
    void twoPeopleStoppingAtOnce_areOneStopAndOneConflict() throws Exception {
        node.done(registry -> registry.create(OWNER, CREDIT));
        node.deployed(files(folder.resolve("one"), "a"));

        List<Outcome<VersionView>> outcomes =
                inParallel(4, i -> node.call(registry -> registry.stop(APPROVER, V1, "me " + i)));

        assertThat(outcomes).filteredOn(outcome -> outcome instanceof Outcome.Done).hasSize(1);
        assertThat(node.log.events()).containsOnlyOnce("model.version.stopped by anton");
        assertThat(node.done(registry -> registry.version(OWNER, V1)).state())
                .isEqualTo(VersionState.STOPPED);
    }

    @Test
    void twoDeploymentsAtOnce_bothStayInTheChampionsHistory() throws Exception {
        node.done(registry -> registry.create(OWNER, CREDIT));
        node.approved(files(folder.resolve("one"), "a"));
        node.approved(files(folder.resolve("two"), "b"));

        List<VersionView> deployed =
                inParallel(
                        2,
                        i ->
                                node.done(
                                        registry ->
                                                registry.deploy(
                                                        APPROVER,
                                                        new ModelRef(CREDIT, i + 1L),
                                                        null)));

        assertThat(deployed).hasSize(2);
        assertThat(count("governance.champion_term")).isEqualTo(2);
        ModelView model = node.done(registry -> registry.model(OWNER, CREDIT));
        assertThat(model.versions()).filteredOn(VersionView::champion).hasSize(1);
        VersionView champion =
                model.versions().stream().filter(VersionView::champion).findFirst().orElseThrow();
        VersionView former =
                node.done(registry -> registry.rollback(APPROVER, champion.ref(), "back"));
        assertThat(former.ref()).isNotEqualTo(champion.ref());
        assertThat(former.champion()).isTrue();
    }

    @Test
    void listOfModels_isByNameEachWithItsOwnVersions() {
        ModelName text = new ModelName("text-topic");
        node.done(registry -> registry.create(OWNER, text));
        node.done(registry -> registry.create(OWNER, CREDIT));
        node.deployed(files(folder.resolve("one"), "a"));
        register(null, "b");
        InspectedModel other = files(folder.resolve("other"), "c");
        node.done(registry -> registry.register(OWNER, text, 9L, other));

        List<ModelView> models = node.call(registry -> registry.models(APPROVER)).items();

        assertThat(models).extracting(ModelView::name).containsExactly(CREDIT, text);
        assertThat(models.getFirst().versions())
                .extracting(VersionView::ref, VersionView::champion)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(V2, false),
                        org.assertj.core.groups.Tuple.tuple(V1, true));
        assertThat(models.getLast().versions())
                .extracting(version -> version.ref().version())
                .containsExactly(9L);
    }

    @Test
    void modelWithoutSignature_isInvalid() {
        node.done(registry -> registry.create(OWNER, CREDIT));
        InspectedModel mute =
                new InspectedModel(files(folder.resolve("m"), "a").folder(), "x", List.of());

        Outcome<VersionView> outcome =
                node.call(registry -> registry.register(OWNER, CREDIT, null, mute));

        assertThat(declined(outcome).problem()).isEqualTo("model-signature");
    }

    @Test
    void unknownThings_areNotFound() {
        ModelName nobody = new ModelName("nobody");
        ModelRef ref = new ModelRef(nobody, 1);
        List<Outcome<?>> outcomes =
                List.of(
                        node.call(registry -> registry.model(OWNER, nobody)),
                        node.call(registry -> registry.version(OWNER, ref)),
                        node.call(
                                registry ->
                                        registry.register(OWNER, nobody, null, files(folder, "a"))),
                        node.call(registry -> registry.submit(OWNER, ref, null)),
                        node.call(registry -> registry.approve(APPROVER, ref, null)),
                        node.call(registry -> registry.reject(APPROVER, ref, null)),
                        node.call(registry -> registry.deploy(APPROVER, ref, null)),
                        node.call(registry -> registry.rollback(APPROVER, ref, null)),
                        node.call(registry -> registry.stop(APPROVER, ref, null)),
                        node.call(registry -> registry.resume(APPROVER, ref, null)),
                        node.call(registry -> registry.card(OWNER, nobody)),
                        node.call(
                                registry ->
                                        registry.writeCard(
                                                OWNER, nobody, new Card("", CardSettings.NONE))));

        assertThat(outcomes)
                .allSatisfy(
                        outcome ->
                                assertThat(declined(outcome).kind())
                                        .isEqualTo(Outcome.Kind.NOT_FOUND));
        assertThat(node.log.events()).isEmpty();
    }

    @Test
    void wholeLife_isInHistoryAndLogInOrder() {
        node.done(registry -> registry.create(OWNER, CREDIT));
        register(null, "a");
        node.done(registry -> registry.submit(OWNER, V1, "first"));
        node.done(registry -> registry.reject(APPROVER, V1, "no card"));
        node.done(registry -> registry.submit(OWNER, V1, "  "));
        node.done(registry -> registry.approve(APPROVER, V1, " well done "));
        node.done(registry -> registry.deploy(OWNER, V1, null));
        node.deployed(files(folder.resolve("two"), "b"));
        node.done(registry -> registry.rollback(APPROVER, V2, "drift"));
        node.done(registry -> registry.stop(APPROVER, V1, "incident"));
        node.done(registry -> registry.resume(OWNER, V1, null));

        VersionView version = node.done(registry -> registry.version(OWNER, V1));
        assertThat(version.champion()).isTrue();
        assertThat(version.history())
                .extracting(step -> step.state() + " " + step.by() + " " + step.comment())
                .containsExactly(
                        "DRAFT olga null",
                        "SUBMITTED olga first",
                        "REJECTED anton no card",
                        "SUBMITTED olga null",
                        "APPROVED anton well done",
                        "DEPLOYED olga null",
                        "DEPLOYED anton drift",
                        "STOPPED anton incident",
                        "DEPLOYED olga null");
        assertThat(node.log.events())
                .containsExactly(
                        "model.created by olga",
                        "model.version.registered by olga",
                        "model.version.submitted by olga",
                        "model.version.rejected by anton",
                        "model.version.submitted by olga",
                        "model.version.approved by anton",
                        "model.version.deployed by olga",
                        "model.version.registered by olga",
                        "model.version.submitted by olga",
                        "model.version.approved by anton",
                        "model.version.deployed by anton",
                        "model.version.rolled-back by anton",
                        "model.version.stopped by anton",
                        "model.version.resumed by olga");
    }

    @Test
    void declinedStep_leavesNeitherChangeNorEvent() {
        node.done(registry -> registry.create(OWNER, CREDIT));
        register(null, "a");
        node.done(registry -> registry.submit(OWNER, V1, null));
        List<String> before = node.log.events();

        Outcome<VersionView> own = node.call(registry -> registry.approve(OWNER, V1, null));

        assertThat(declined(own).problem()).isEqualTo("four-eyes");
        assertThat(node.log.events()).isEqualTo(before);
        assertThat(node.done(registry -> registry.version(OWNER, V1)).state())
                .isEqualTo(VersionState.SUBMITTED);
    }

    @Test
    void logThatFails_takesTheChangeWithIt() throws SQLException {
        node.done(registry -> registry.create(OWNER, CREDIT));
        node.log.whenRecording =
                () -> {
                    throw new IllegalStateException("log is down");
                };

        assertThatThrownBy(() -> register(null, "a")).hasMessage("log is down");

        node.log.whenRecording = () -> {};
        assertThat(count("governance.model_version")).isZero();
        assertThat(count("governance.artefact")).isZero();
        assertThat(node.log.events()).containsExactly("model.created by olga");
    }

    @Test
    void callersRollback_leavesNeitherRowNorEventNorRevision() throws SQLException {
        node.done(registry -> registry.create(OWNER, CREDIT));
        String revision = servingRevision();

        node.transactions.run(
                () -> {
                    node.done(registry -> registry.create(OWNER, new ModelName("gone")));
                    node.transactions.rollbackOnly();
                });

        assertThat(count("governance.model")).isEqualTo(1);
        assertThat(node.log.events()).containsExactly("model.created by olga");
        assertThat(servingRevision()).isEqualTo(revision);
    }

    @Test
    void longComment_isInvalidAndItsLimitNamed() {
        node.done(registry -> registry.create(OWNER, CREDIT));
        register(null, "a");

        Outcome<VersionView> outcome =
                node.call(registry -> registry.submit(OWNER, V1, "x".repeat(Comment.LONGEST + 1)));

        assertThat(declined(outcome).kind()).isEqualTo(Outcome.Kind.INVALID);
        assertThat(declined(outcome).detail()).contains("2001").contains("2000");
        node.done(registry -> registry.submit(OWNER, V1, "x".repeat(Comment.LONGEST)));
    }

    @Test
    void card_isEmptyBeforeTheFirstAndReplacedWhole() {
        node.done(registry -> registry.create(OWNER, CREDIT));
        assertThat(card()).isEqualTo(new Card("", CardSettings.NONE));

        node.done(
                registry ->
                        registry.writeCard(
                                OWNER, CREDIT, new Card("# Credit", RegistryNode.settings())));
        node.done(
                registry ->
                        registry.writeCard(
                                OWNER, CREDIT, new Card("# 信用", RegistryNode.settings())));

        assertThat(card()).isEqualTo(new Card("# 信用", RegistryNode.settings()));
        assertThat(node.log.events().getLast()).isEqualTo("model.card.changed by olga");
    }

    @Test
    void oversizedCard_isInvalid() {
        node.done(registry -> registry.create(OWNER, CREDIT));

        Outcome<Card> outcome =
                node.call(
                        registry ->
                                registry.writeCard(
                                        OWNER,
                                        CREDIT,
                                        new Card("x".repeat(Cards.LONGEST), CardSettings.NONE)));

        assertThat(declined(outcome).problem()).isEqualTo("card-too-long");
    }

    @Test
    void concurrentRegistrations_getNumbersOfTheirOwn() throws Exception {
        node.done(registry -> registry.create(OWNER, CREDIT));
        int many = 8;

        List<Outcome<VersionView>> outcomes = inParallel(many, i -> tryRegister(null, "w" + i));

        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Done);
        ModelView model = node.done(registry -> registry.model(OWNER, CREDIT));
        assertThat(model.versions())
                .extracting(version -> version.ref().version())
                .containsExactly(8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void concurrentRegistrationsOfOneNumber_haveOneWinner() throws Exception {
        node.done(registry -> registry.create(OWNER, CREDIT));

        List<Outcome<VersionView>> outcomes = inParallel(6, i -> tryRegister(5L, "w" + i));

        assertThat(outcomes).filteredOn(outcome -> outcome instanceof Outcome.Done).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Outcome.Declined)
                .allSatisfy(
                        outcome ->
                                assertThat(declined(outcome).problem())
                                        .isEqualTo("version-exists"));
        assertThat(count("governance.artefact")).as("losers leave no files").isEqualTo(1);
        assertThat(node.log.events()).hasSize(2);
    }

    @Test
    void concurrentCreationsOfOneName_haveOneWinner() throws Exception {
        List<Outcome<ModelView>> outcomes =
                inParallel(6, i -> node.call(registry -> registry.create(OWNER, CREDIT)));

        assertThat(outcomes).filteredOn(outcome -> outcome instanceof Outcome.Done).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Outcome.Declined)
                .allSatisfy(
                        outcome ->
                                assertThat(declined(outcome).problem())
                                        .isIn("model-exists", "concurrent-change"));
        assertThat(node.log.events()).hasSize(1);
    }

    @Test
    void twoDecisionsAtOnce_areOneDecisionAndOneConflict() throws Exception {
        node.done(registry -> registry.create(OWNER, CREDIT));
        register(null, "a");
        node.done(registry -> registry.submit(OWNER, V1, null));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        node.log.whenRecording =
                () -> {
                    written.countDown();
                    await(commit);
                };

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Outcome<VersionView>> first =
                    threads.submit(
                            () -> node.call(registry -> registry.approve(APPROVER, V1, null)));
            await(written);
            Future<Outcome<VersionView>> second =
                    threads.submit(
                            () -> node.call(registry -> registry.reject(APPROVER, V1, null)));
            awaitBlockedStatement();
            commit.countDown();

            assertThat(first.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            Outcome<VersionView> late = second.get(30, TimeUnit.SECONDS);
            assertThat(declined(late).kind()).isEqualTo(Outcome.Kind.CONFLICT);
            assertThat(declined(late).problem()).isEqualTo("concurrent-change");
        }
        assertThat(node.done(registry -> registry.version(OWNER, V1)).state())
                .isEqualTo(VersionState.APPROVED);
        assertThat(node.log.events()).doesNotContain("model.version.rejected by anton");
    }

    @Test
    void stopDuringARollback_waitsAndThenStops() throws Exception {
        node.done(registry -> registry.create(OWNER, CREDIT));
        node.deployed(files(folder.resolve("one"), "a"));
        node.deployed(files(folder.resolve("two"), "b"));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        node.log.whenRecording =
                () -> {
                    written.countDown();
                    await(commit);
                };

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Outcome<VersionView>> rollback =
                    threads.submit(
                            () -> node.call(registry -> registry.rollback(APPROVER, V2, null)));
            await(written);
            Future<Outcome<VersionView>> stop =
                    threads.submit(() -> node.call(registry -> registry.stop(APPROVER, V1, null)));
            awaitBlockedStatement();
            commit.countDown();

            assertThat(rollback.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            assertThat(stop.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
        }
        VersionView champion = node.done(registry -> registry.version(OWNER, V1));
        assertThat(champion.champion()).isTrue();
        assertThat(champion.state()).isEqualTo(VersionState.STOPPED);
    }

    @Test
    void database_refusesAnApprovalByOneselfWhoeverWritesIt() throws SQLException {
        node.done(registry -> registry.create(OWNER, CREDIT));
        register(null, "a");

        assertThatThrownBy(
                        () ->
                                text(
                                        """
                                        UPDATE governance.model_version
                                        SET state = 'APPROVED', submitted_by = 'olga',
                                            decided_by = 'olga'
                                        RETURNING state"""))
                .hasMessageContaining("ck_model_version_four_eyes");
    }

    private String servingRevision() throws SQLException {
        return text("SELECT revision FROM store.revision WHERE name = 'governance.serving'");
    }

    private Card card() {
        return node.done(registry -> registry.card(OWNER, CREDIT));
    }

    private VersionView register(@org.jspecify.annotations.Nullable Long number, String content) {
        return VersionLifeTest.done(tryRegister(number, content));
    }

    private Outcome<VersionView> tryRegister(
            @org.jspecify.annotations.Nullable Long number, String content) {
        InspectedModel files = files(folder.resolve(content), content);
        return node.call(registry -> registry.register(OWNER, CREDIT, number, files));
    }

    private interface Numbered<T> {
        T run(int number);
    }

    private static <T> List<T> inParallel(int many, Numbered<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                calls.add(() -> work.run(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }

    /** Until some session of this database waits for another one's row. */
    private void awaitBlockedStatement() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!text("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'""")
                .equals("1")) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(text("SELECT count(*) FROM " + table));
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
