package io.vouchsafe.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.launcher.data.DataFolder;
import io.vouchsafe.launcher.data.Secret;
import io.vouchsafe.launcher.port.PortCheck;
import io.vouchsafe.launcher.process.Children;
import io.vouchsafe.launcher.process.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL on a folder of its own. */
@Timeout(180)
class EmbeddedPostgresTest {

    /** The packed programs, unpacked once for all tests of this class. */
    @TempDir static Path programs;

    @TempDir Path temp;
    private DataFolder data;
    private Children children;

    @BeforeEach
    void open() throws IOException {
        data = DataFolder.open(temp.resolve("data"));
        children = new Children(data);
        Files.createDirectories(data.postgres());
    }

    @AfterEach
    void stop() {
        children.stopAll();
        data.close();
    }

    @Test
    void aNewServer_isDurableAndClosed() throws SQLException {
        Database database = start();

        try (Connection connection = connect(database)) {
            assertThat(show(connection, "fsync")).isEqualTo("on");
            assertThat(show(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(show(connection, "full_page_writes")).isEqualTo("on");
            assertThat(show(connection, "data_checksums")).isEqualTo("on");
            assertThat(show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(connection, "server_encoding")).isEqualTo("UTF8");
        }
        try (Connection connection = connectAsSuperuser(database)) {
            assertThat(show(connection, "unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void theSuitesRole_ownsItsDatabaseAndNothingElse() throws SQLException {
        Database database = start();

        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA audit");
            assertThat(
                            single(
                                    connection,
                                    "SELECT rolsuper::text FROM pg_roles WHERE rolname = user"))
                    .isEqualTo("false");
            assertThatThrownBy(() -> statement.execute("ALTER SYSTEM SET fsync = off"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aWrongPassword_isRefused() {
        Database database = start();

        assertThatThrownBy(
                        () ->
                                EmbeddedPostgres.connect(
                                        database.url(), database.user(), new Secret("wrong")))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void alterSystem_cannotTakeDurabilityAway() throws SQLException {
        Database database = start();
        try (Connection connection = connectAsSuperuser(database);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET fsync = off");
            statement.execute("ALTER SYSTEM SET listen_addresses = '*'");
        }

        restart();

        try (Connection connection = connect(start())) {
            assertThat(show(connection, "fsync")).isEqualTo("on");
            assertThat(show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aRestart_keepsDataAndPassword() throws SQLException {
        Database first = start();
        write(first, "kept");
        restart();

        Database second = start();

        assertThat(second.password()).isEqualTo(first.password());
        assertThat(read(second)).containsExactly("kept");
    }

    @Test
    void whatWasCommitted_survivesAKillAndAStalePidFile() throws Exception {
        Database first = start();
        write(first, "committed");
        Path pidFile = data.postgres().resolve("cluster/postmaster.pid");
        killPostmaster(pidFile);
        // The number now belongs to somebody else who lives: this test.
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        lines.set(2, "1000000000");
        Files.write(pidFile, lines);
        children = new Children(data);

        Database second = start();

        assertThat(read(second)).containsExactly("committed");
    }

    @Test
    void aServerThatLostItsLauncher_isStoppedAndItsDataTakenOver() throws Exception {
        Database first = start();
        write(first, "taken over");
        children = new Children(data); // as after a kill -9: nobody knows the old one

        List<String> stopped = new Orphans(data).stop();
        Database second = start();

        assertThat(stopped).containsExactly("postgres");
        assertThat(read(second)).containsExactly("taken over");
    }

    @Test
    void anInitialisationCutOff_isBegunAgain() throws Exception {
        Path half = Files.createDirectories(data.postgres().resolve("cluster.next/base"));
        Files.writeString(half.resolve("1"), "half");

        Database database = start();

        assertThat(read(database)).isEmpty();
        assertThat(data.postgres().resolve("cluster.next")).doesNotExist();
        assertThat(data.postgres().resolve("password")).doesNotExist();
    }

    @Test
    void hostRulesThatTrust_areReplaced() throws Exception {
        start();
        restart();
        Path rules = data.postgres().resolve("cluster/pg_hba.conf");
        Files.writeString(rules, "host all all 0.0.0.0/0 trust\n");

        Database database = start();

        assertThat(Files.readString(rules)).doesNotContain("trust").contains("scram-sha-256");
        assertThatThrownBy(
                        () ->
                                EmbeddedPostgres.connect(
                                        database.url(), database.user(), new Secret("any")))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void aClusterOfAnotherMajorVersion_isNotTouched() throws Exception {
        Path cluster = Files.createDirectories(data.postgres().resolve("cluster"));
        Files.writeString(cluster.resolve("PG_VERSION"), "12\n");

        assertThatThrownBy(this::start).hasMessageContainingAll("VOUCH19010", "12", "18");
        assertThat(cluster.resolve("pg_hba.conf")).doesNotExist();
    }

    @Test
    void aLostPassword_isSaidAndNotReplaced() throws Exception {
        start();
        restart();
        Path secret = data.secrets().file(Cluster.SUPERUSER_SECRET);
        Files.delete(secret);

        assertThatThrownBy(this::start).hasMessageContainingAll("VOUCH19025", secret.toString());
        assertThat(secret).doesNotExist();
    }

    @Test
    void settingsThatLoseData_areNoticed() throws Exception {
        Database database = start();

        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            assertThatThrownBy(() -> Hardening.verify(connection))
                    .hasMessageContainingAll("VOUCH19008", "synchronous_commit", "off");
        }
    }

    private Database start() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.put("PGPORT", "1"); // must not reach it
        return new EmbeddedPostgres(data, children, environment, programs)
                .start(PortCheck.freePort(5433));
    }

    private void restart() {
        children.stopAll();
        children = new Children(data);
    }

    private static void killPostmaster(Path pidFile) throws Exception {
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit().get();
        }
    }

    private static int port(Database database) {
        String url = database.url();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1, url.lastIndexOf('/')));
    }

    private Connection connectAsSuperuser(Database database) throws SQLException {
        Secret superuser = data.secrets().get(Cluster.SUPERUSER_SECRET);
        String url = EmbeddedPostgres.url(port(database), "postgres");
        return EmbeddedPostgres.connect(url, Cluster.SUPERUSER, superuser);
    }

    private static Connection connect(Database database) throws SQLException {
        return EmbeddedPostgres.connect(database.url(), database.user(), database.password());
    }

    private static void write(Database database, String word) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS word (word text)");
            statement.execute("INSERT INTO word VALUES ('" + word + "')");
        }
    }

    private static List<String> read(Database database) throws SQLException {
        List<String> words = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS word (word text)");
            try (ResultSet rows = statement.executeQuery("SELECT word FROM word")) {
                while (rows.next()) {
                    words.add(rows.getString(1));
                }
            }
        }
        return words;
    }

    private static String show(Connection connection, String setting) throws SQLException {
        return single(connection, "SHOW " + setting);
    }

    private static String single(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
