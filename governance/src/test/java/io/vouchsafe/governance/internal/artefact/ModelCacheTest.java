package io.vouchsafe.governance.internal.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.store.Migrations;
import io.vouchsafe.store.testing.TestDatabase;
import io.vouchsafe.store.testing.TestTransactions;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCacheTest {
    private static final DataSource DATABASE = TestDatabase.fresh();

    private final CountingStore store = new CountingStore();
    @TempDir Path model;
    @TempDir Path root;

    @BeforeAll
    static void migrate() {
        Migrations.migrate(DATABASE, "governance", ModelCacheTest.class.getClassLoader());
    }

    /** Random, so that each test has a digest of its own; big enough for several chunks. */
    @BeforeEach
    void writeModel() throws IOException {
        byte[] weights = new byte[2 * ArtefactStore.CHUNK + 1];
        new Random().nextBytes(weights);
        Files.createDirectories(model.resolve("variables"));
        Files.write(model.resolve("saved_model.pb"), new byte[] {1, 2, 3});
        Files.write(model.resolve("variables/variables.data"), weights);
        Files.createFile(model.resolve("variables/空.txt"));
    }

    @Test
    void storedFiles_comeBackByteForByte() throws Exception {
        String digest = store.store(model).digest();

        Path folder = new ModelCache(root, store).materialise(digest);

        assertThat(folder).isEqualTo(root.resolve(digest.substring("sha256:".length())));
        assertThat(Listing.of(folder)).isEqualTo(Listing.of(model));
        assertThat(
                        Files.mismatch(
                                folder.resolve("variables/variables.data"),
                                model.resolve("variables/variables.data")))
                .isEqualTo(-1);
        assertThat(fetching()).isEmpty();
    }

    @Test
    void cachedFiles_areNotFetchedAgainEvenByTheNextProcess() throws Exception {
        String digest = store.store(model).digest();
        new ModelCache(root, store).materialise(digest);
        int fetched = store.copies.get();

        Path folder = new ModelCache(root, store).materialise(digest);

        assertThat(folder).isDirectory();
        assertThat(store.copies).hasValue(fetched);
    }

    @Test
    void cachedFiles_areGivenOutWhileTheDatabaseIsDown() throws Exception {
        String digest = store.store(model).digest();
        ModelCache cache = new ModelCache(root, store);
        cache.materialise(digest);
        store.failAt = 0;

        assertThat(cache.materialise(digest)).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flipped", "truncated", "missing", "added", "linked"})
    void spoiledCache_isFoundAndFetchedAgain(String how) throws Exception {
        String digest = store.store(model).digest();
        ModelCache cache = new ModelCache(root, store);
        Path folder = cache.materialise(digest);
        spoil(folder.resolve("variables/variables.data"), how);
        assertThat(digestOf(folder)).isNotEqualTo(digest);

        Path again = cache.materialise(digest);

        assertThat(again).isEqualTo(folder);
        assertThat(digestOf(again)).isEqualTo(digest);
        assertThat(fetching()).isEmpty();
    }

    @Test
    void linkInPlaceOfTheFolder_isReplacedNotFollowed(@TempDir Path elsewhere) throws Exception {
        String digest = store.store(model).digest();
        Path folder = root.resolve(digest.substring("sha256:".length()));
        Files.createSymbolicLink(folder, elsewhere);

        new ModelCache(root, store).materialise(digest);

        assertThat(Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void fetchThatBreaksHalfWay_leavesNothingAndIsTriedAgain() throws Exception {
        String digest = store.store(model).digest();
        ModelCache cache = new ModelCache(root, store);
        store.failAt = 1;

        assertThatThrownBy(() -> cache.materialise(digest))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("VOUCH040104")
                .hasCauseInstanceOf(SQLException.class);
        assertThat(root.resolve(digest.substring("sha256:".length()))).doesNotExist();
        assertThat(fetching()).isEmpty();

        store.failAt = Integer.MAX_VALUE;
        assertThat(digestOf(cache.materialise(digest))).isEqualTo(digest);
    }

    @Test
    void leftoversOfADeadProcess_areDroppedAndOfALivingOneKept() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        long living = ProcessHandle.current().parent().orElseThrow().pid();
        Path ofDead = Files.createDirectories(root.resolve(".fetching/" + dead.pid() + "-1/sub"));
        Files.writeString(ofDead.resolve("saved_model.pb"), "half");
        Path ofLiving = Files.createDirectories(root.resolve(".fetching/" + living + "-1"));
        Path ofOwnPid =
                Files.createDirectories(
                        root.resolve(".fetching/" + ProcessHandle.current().pid() + "-1"));

        ModelCache cache = new ModelCache(root, store);

        assertThat(ofDead.getParent()).doesNotExist();
        assertThat(ofOwnPid).as("a container's process has the same number again").doesNotExist();
        assertThat(ofLiving).exists();
        assertThat(cache.materialise(store.store(model).digest())).isDirectory();
    }

    @Test
    void concurrentCallers_shareOneFetch() throws Exception {
        String digest = store.store(model).digest();
        ModelCache cache = new ModelCache(root, store);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Path>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> cache.materialise(digest));
            }

            for (Future<Path> folder : threads.invokeAll(calls)) {
                assertThat(digestOf(folder.get(30, TimeUnit.SECONDS))).isEqualTo(digest);
            }
        }
        assertThat(store.copies).as("three files, each once").hasValue(3);
    }

    @Test
    void chunkChangedInTheDatabase_isNeverGivenOut() throws Exception {
        String digest = store.store(model).digest();
        execute(
                """
                UPDATE governance.artefact_chunk SET content = set_byte(content, 7,
                    (get_byte(content, 7) + 1) %% 256)
                WHERE digest = '%s' AND position = 1 AND sequence = 1"""
                        .formatted(digest));
        ModelCache cache = new ModelCache(root, store);

        assertThatThrownBy(() -> cache.materialise(digest))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("VOUCH040103")
                .hasMessageContaining(digest);

        assertThat(root.resolve(digest.substring("sha256:".length()))).doesNotExist();
        assertThat(fetching()).isEmpty();
    }

    @Test
    void pathThatClimbsOut_isNotWritten() throws Exception {
        Listing evil = new Listing(List.of(new Listing.Entry("../../evil", 0, "0".repeat(64))));
        execute("INSERT INTO governance.artefact VALUES ('%s', 0, now())".formatted(evil.digest()));
        execute(
                "INSERT INTO governance.artefact_file VALUES ('%s', 0, '../../evil', 0, '%s')"
                        .formatted(evil.digest(), "0".repeat(64)));
        ModelCache cache = new ModelCache(root.resolve("models"), store);

        assertThatThrownBy(() -> cache.materialise(evil.digest()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("VOUCH040105");

        assertThat(root.resolve("evil")).doesNotExist();
        assertThat(root.resolve("models/evil")).doesNotExist();
    }

    @Test
    void unknownDigest_isSaidSo() throws Exception {
        ModelCache cache = new ModelCache(root, store);
        String unknown = "sha256:" + "ab".repeat(32);

        assertThatThrownBy(() -> cache.materialise(unknown))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("VOUCH040102")
                .hasMessageContaining(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "../../etc", "sha256:..", "md5:00", "SHA256:00"})
    void textThatIsNoDigest_isRefusedBeforeAnyPathIsMade(String text) throws Exception {
        ModelCache cache = new ModelCache(root, store);

        assertThatThrownBy(() -> cache.materialise(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fileThatChangesWhileItIsStored_isRefusedAndRolledBack() throws Exception {
        TestTransactions transactions = TestTransactions.on(DATABASE);
        DataSource joined = transactions.dataSource();
        ArtefactStore meddled =
                new ArtefactStore(
                        (DataSource)
                                Proxy.newProxyInstance(
                                        getClass().getClassLoader(),
                                        new Class<?>[] {DataSource.class},
                                        (self, method, arguments) -> {
                                            Files.writeString(
                                                    model.resolve("saved_model.pb"), "other");
                                            return method.invoke(joined, arguments);
                                        }));
        String digest = Listing.of(model).digest();

        assertThatThrownBy(() -> transactions.run(() -> meddled.store(model)))
                .hasRootCauseInstanceOf(IOException.class)
                .hasStackTraceContaining("VOUCH040107")
                .hasStackTraceContaining("saved_model.pb");

        assertThatThrownBy(() -> new ModelCache(root, store).materialise(digest))
                .hasMessageContaining("VOUCH040102");
    }

    @Test
    void emptyFolder_isRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> store.store(empty)).isInstanceOf(FilesRefusedException.class);
    }

    @Test
    void dataFolder_comesFromTheEnvironment() {
        assertThat(ArtefactsBean.folder(java.util.Map.of("VOUCHSAFE_DATA", "/srv/vouchsafe")))
                .isEqualTo(Path.of("/srv/vouchsafe/models"));
        assertThat(ArtefactsBean.folder(java.util.Map.of()))
                .isEqualTo(Path.of("data/models").toAbsolutePath());
    }

    private static void spoil(Path file, String how) throws IOException {
        switch (how) {
            case "flipped" -> {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
            case "truncated" ->
                    Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            case "missing" -> Files.delete(file);
            case "added" -> Files.writeString(file.resolveSibling("added"), "");
            case "linked" -> {
                Path copy = Files.move(file, file.resolveSibling("moved"));
                Files.createSymbolicLink(file, copy);
            }
            default -> throw new AssertionError(how);
        }
    }

    private static String digestOf(Path folder) {
        try {
            return Listing.of(folder).digest();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<Path> fetching() throws IOException {
        try (Stream<Path> children = Files.list(root.resolve(".fetching"))) {
            return children.toList();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    /** Counts the files it hands out, and loses its database at one of them. */
    private static final class CountingStore extends ArtefactStore {
        private final AtomicInteger copies = new AtomicInteger();
        private volatile int failAt = Integer.MAX_VALUE;

        CountingStore() {
            super(DATABASE);
        }

        @Override
        void copy(String digest, String path, OutputStream out) throws IOException, SQLException {
            if (copies.getAndIncrement() >= failAt) {
                out.write(1); // some bytes came before the connection went
                throw new SQLException("connection lost");
            }
            super.copy(digest, path, out);
        }
    }
}
