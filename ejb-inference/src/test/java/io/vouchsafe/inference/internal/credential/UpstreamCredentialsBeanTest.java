package io.vouchsafe.inference.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.inference.UpstreamCredentials;
import io.vouchsafe.inference.UpstreamCredentials.View;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.keys.SealBrokenException;
import io.vouchsafe.keys.Sealer;
import io.vouchsafe.store.testing.TestDatabase;
import io.vouchsafe.store.testing.TestSnapshots;
import io.vouchsafe.store.testing.TestTransactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamCredentialsBeanTest {
    private static final Caller ADMIN = Caller.user("ada", null, Set.of(Roles.ADMIN));
    private static final String ORIGIN = "https://triton.example";

    private final DataSource database = TestDatabase.fresh();
    private final TestTransactions transactions =
            TestTransactions.on(database).unit("inference", UpstreamCredential.class);
    private final TestSnapshots snapshots = TestSnapshots.of(database, transactions);
    private final Events events = new Events();
    private final BoundSealer sealer = new BoundSealer();
    private final UpstreamCredentials bean =
            new UpstreamCredentialsBean(transactions.entityManager(), events, snapshots, sealer);
    private final CredentialVault vault = new CredentialVault(snapshots, sealer);

    @AfterEach
    void stop() {
        snapshots.close();
        transactions.close();
    }

    /** Turns bytes round and refuses another context, as the real one refuses it. */
    private static final class BoundSealer implements Sealer {
        @Override
        public byte[] seal(byte[] plaintext, byte[] context) {
            byte[] sealed = new byte[plaintext.length + 4];
            for (int i = 0; i < plaintext.length; i++) {
                sealed[i] = (byte) ~plaintext[i];
            }
            java.nio.ByteBuffer.wrap(sealed).putInt(plaintext.length, Arrays.hashCode(context));
            return sealed;
        }

        @Override
        public byte[] open(byte[] sealed, byte[] context) {
            int length = sealed.length - 4;
            if (java.nio.ByteBuffer.wrap(sealed).getInt(length) != Arrays.hashCode(context)) {
                throw new SealBrokenException("bound to another context", null);
            }
            byte[] plaintext = new byte[length];
            for (int i = 0; i < length; i++) {
                plaintext[i] = (byte) ~sealed[i];
            }
            return plaintext;
        }
    }

    private static final class Events implements AuditLog {
        private final List<Event> recorded = new ArrayList<>();

        @Override
        public ReceiptId record(Event event) {
            recorded.add(event);
            return ReceiptId.fresh();
        }

        @Override
        public Sequenced append(Entry entry) {
            throw new AssertionError("no request is settled here");
        }

        @Override
        public boolean writable() {
            return true;
        }
    }

    private <T> T call(Function<UpstreamCredentials, T> work) {
        return transactions.call(() -> work.apply(bean));
    }

    private View stored(String name, String origin, String value) {
        return ((Outcome.Done<View>) call(face -> face.put(ADMIN, name, origin, value))).value();
    }

    @Test
    void whatIsStored_opensForItsOriginAlone() {
        View view = stored("triton", ORIGIN, "s3cret");

        assertThat(view.name()).isEqualTo("triton");
        assertThat(view.storedBy()).isEqualTo("ada");
        assertThat(vault.open("triton", ORIGIN)).contains("s3cret");
        assertThat(vault.open("triton", "https://evil.example")).isEmpty();
        assertThat(vault.open("another", ORIGIN)).isEmpty();
    }

    @Test
    void theValueIsNeverInTheDatabaseTheEventOrAView() throws SQLException {
        View view = stored("triton", ORIGIN, "s3cret");

        assertThat(view.toString()).doesNotContain("s3cret");
        assertThat(events.recorded)
                .containsExactly(new Event.UpstreamCredentialStored(ADMIN, "triton", ORIGIN));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT sealed FROM inference.upstream_credential")) {
            assertThat(row.next()).isTrue();
            assertThat(new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void storingAgain_replaces() {
        stored("triton", ORIGIN, "old");
        stored("triton", "https://triton.example:8443", "new");

        assertThat(vault.open("triton", ORIGIN)).isEmpty();
        assertThat(vault.open("triton", "https://triton.example:8443")).contains("new");
        assertThat(call(face -> face.list(ADMIN)).items()).hasSize(1);
    }

    @Test
    void aRowThatLendsItsValueToAnother_doesNotOpen() throws SQLException {
        stored("triton", ORIGIN, "s3cret");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE inference.upstream_credential SET origin = 'https://evil.example'");
            statement.execute(
                    "UPDATE store.revision SET revision = revision + 1"
                            + " WHERE name = 'inference.upstream_credentials'");
        }
        snapshots.refresh();

        assertThatThrownBy(() -> vault.open("triton", "https://evil.example"))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void whatIsRemoved_opensNoMore() {
        stored("triton", ORIGIN, "s3cret");

        Outcome<View> removed = call(face -> face.remove(ADMIN, "triton"));

        assertThat(removed).isInstanceOf(Outcome.Done.class);
        assertThat(vault.open("triton", ORIGIN)).isEmpty();
        assertThat(events.recorded)
                .last()
                .isEqualTo(new Event.UpstreamCredentialRemoved(ADMIN, "triton"));
        Outcome<View> again = call(face -> face.remove(ADMIN, "triton"));
        assertThat(again).isInstanceOf(Outcome.Declined.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Capital, https://a, v",
        "'', https://a, v",
        "a/b, https://a, v",
        "a, ftp://a, v",
        "a, https://user@a, v",
        "a, nothing, v",
        "a, https://a, ''",
        "a, https://a, two words",
        "a, https://a, 中"
    })
    void anythingElseIsDeclined(String name, String origin, String value) {
        Outcome<View> outcome = call(face -> face.put(ADMIN, name, origin, value));

        assertThat(((Outcome.Declined<View>) outcome).problem()).isEqualTo("invalid-field");
        assertThat(events.recorded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://Triton.example",
                "https://triton.example:443",
                "https://triton.example/v2/x"
            })
    void originsHaveOneForm(String origin) {
        assertThat(stored("triton", origin, "v").origin()).isEqualTo(ORIGIN);
    }

    @Test
    void theShippedUnit_findsItsEntityInAnEmptyDatabase() {
        try (EntityManagerFactory unit =
                        Persistence.createEntityManagerFactory(
                                "inference",
                                Map.of(
                                        "jakarta.persistence.transactionType",
                                        "RESOURCE_LOCAL",
                                        "jakarta.persistence.jtaDataSource",
                                        TestDatabase.fresh()));
                EntityManager entities = unit.createEntityManager()) {
            assertThat(entities.find(UpstreamCredential.class, "none")).isNull();
        }
    }
}
