package io.vouchsafe.audit.internal.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.testing.CallsProjection;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.TestKeys;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.verifier.Commitment;
import io.vouchsafe.verifier.Merkle;
import io.vouchsafe.verifier.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntryRowsTest {
    private static final TestKeys KEYS = new TestKeys("log.example", 1);
    private static final Caller BOB =
            Caller.user("bob", new PartnerId("acme"), Set.of(Roles.PARTNER_ADMIN));
    private static final ReceiptId ID = ReceiptId.parse("01930000-0000-7000-8000-000000000001");
    private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123456789Z");

    private final PredictionRows rows =
            new PredictionRows(List.of(new CallsProjection()), KEYS, KEYS);

    @Test
    void prediction_hasExactlyTheDesignedMembers() {
        LogRow row = rows.row(Entries.prediction().id(ID).entry());

        assertThat(text(row).replaceAll("hmac-sha256:[0-9a-f]{64}", "HMAC"))
                .isEqualTo(
                        "{\"caller\":\"key:k1\",\"contract\":\"c-1@2\",\"currency\":\"EUR\","
                                + "\"decision\":\"ALLOW\",\"explanation\":null,"
                                + "\"id\":\"01930000-0000-7000-8000-000000000001\","
                                + "\"input\":\"HMAC\",\"listPrice\":\"0.0010\","
                                + "\"masking\":{\"email\":2,\"iban\":1},"
                                + "\"model\":\"credit-risk@3\",\"modelDigest\":\"sha256:"
                                + "ab".repeat(32)
                                + "\",\"output\":\"HMAC\",\"partner\":\"acme\",\"plan\":\"pro@1\","
                                + "\"policy\":\"p-1@1\",\"purpose\":\"credit-decision\","
                                + "\"reason\":null,\"subject\":null,"
                                + "\"time\":\"2026-11-23T10:15:30.123456Z\","
                                + "\"type\":\"prediction\",\"units\":{\"calls\":1,\"rows\":4},\"v\":1}");
    }

    @Test
    void everyPrediction_isCanonical() throws Exception {
        LogRow row =
                rows.row(
                        Entries.prediction()
                                .requested("modèle \"x\"\n\ud83d\ude00")
                                .subject("p-1")
                                .explanation("{}")
                                .refused(Reason.UNKNOWN_MODEL)
                                .entry());

        assertThat(new JsonCanonicalizer(text(row)).getEncodedString()).isEqualTo(text(row));
    }

    @Test
    void hashAndLeaf_followTheFormat() {
        LogRow row = rows.row(Entries.prediction().entry());

        assertThat(row.hash()).isEqualTo(Receipt.entry(row.salt(), row.body()));
        assertThat(row.leaf()).isEqualTo(Merkle.leafHash(row.hash().toBytes()));
    }

    @Test
    void pseudonym_isInNoPartOfTheRowAsItIs() {
        LogRow row = rows.row(Entries.prediction().subject("patient-4711").entry());

        LogRow.Detached detached = Objects.requireNonNull(row.detached());
        assertThat(text(row)).doesNotContain("patient-4711");
        assertThat(new String(Objects.requireNonNull(detached.subject()), UTF_8))
                .doesNotContain("patient-4711");
        assertThat(text(row))
                .contains(
                        "\"subject\":\""
                                + Commitment.of(
                                        Objects.requireNonNull(detached.subjectSalt()),
                                        "patient-4711".getBytes(UTF_8))
                                + "\"");
    }

    @Test
    void samePerson_hasAnotherCommitmentInEachEntryButOneTag() {
        LogRow one = rows.row(Entries.prediction().subject("p-1").entry());
        LogRow other = rows.row(Entries.prediction().subject("p-1").entry());

        assertThat(Objects.requireNonNull(one.detached()).subjectTag())
                .isEqualTo(Objects.requireNonNull(other.detached()).subjectTag());
        assertThat(subject(one)).isNotEqualTo(subject(other));
    }

    @Test
    void explanation_isSealedAndItsDigestStandsInTheBody() {
        LogRow row = rows.row(Entries.prediction().id(ID).explanation("{\"income\":7}").entry());

        byte[] sealed =
                Objects.requireNonNull(Objects.requireNonNull(row.detached()).explanation());
        assertThat(KEYS.open(sealed, SealingContext.explanation(ID)))
                .isEqualTo("{\"income\":7}".getBytes(UTF_8));
        assertThat(text(row))
                .contains(
                        "\"explanation\":\""
                                + PredictionRows.digest("{\"income\":7}".getBytes(UTF_8))
                                + "\"")
                .doesNotContain("income");
    }

    @Test
    void nothingPersonal_meansNothingDetached() {
        assertThat(rows.row(Entries.prediction().entry()).detached()).isNull();
    }

    @Test
    void requestedName_isCut() {
        LogRow row = rows.row(Entries.prediction().requested("x".repeat(100_000)).entry());

        assertThat(row.body().length).isLessThan(2_000);
    }

    @Test
    void textThatNoColumnHolds_isReplacedInTheColumnOnly() {
        LogRow row = rows.row(Entries.prediction().caller("a\0b").entry());

        assertThat(row.columns().caller()).isEqualTo("a\ufffdb");
        assertThat(text(row)).contains("\"caller\":\"a\\u0000b\"");
    }

    @Test
    void stumblingProjection_isRememberedNotThrown() {
        LogRow row = rows.row(Entries.prediction().partner("stumble").entry());

        assertThat(row.rejection()).hasMessage("stumbled");
    }

    @Test
    void saltGivenByTheCaller_isCopied() {
        var entry = Entries.prediction().entry();
        LogRow row = rows.row(entry);

        entry.salt()[0] ^= 1;

        assertThat(row.hash()).isEqualTo(Receipt.entry(row.salt(), row.body()));
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(new Event.ModelCreated(BOB, new ModelName("m")), "\"model\":\"m\""),
                Arguments.of(
                        new Event.VersionRegistered(BOB, ModelRef.parse("m@2"), "sha256:0"),
                        "\"digest\":\"sha256:0\""),
                Arguments.of(
                        new Event.VersionMoved(BOB, ModelRef.parse("m@2"), "stopped", "drift"),
                        "\"comment\":\"drift\""),
                Arguments.of(
                        new Event.VersionMoved(BOB, ModelRef.parse("m@2"), "stopped", null),
                        "\"model\":\"m@2\""),
                Arguments.of(
                        new Event.CardChanged(BOB, new ModelName("m"), "sha256:0"),
                        "\"digest\":\"sha256:0\""),
                Arguments.of(
                        new Event.PartnerCreated(BOB, new PartnerId("acme")),
                        "\"partner\":\"acme\""),
                Arguments.of(
                        new Event.PlanPublished(BOB, PlanRef.parse("pro@1")), "\"plan\":\"pro@1\""),
                Arguments.of(
                        new Event.ContractMoved(
                                BOB,
                                ContractRef.parse("c-1@1"),
                                new PartnerId("acme"),
                                "signed",
                                null),
                        "\"contract\":\"c-1@1\""),
                Arguments.of(
                        new Event.CredentialCreated(
                                BOB,
                                new CredentialId("k1234567"),
                                new PartnerId("acme"),
                                Set.of("manage", "infer")),
                        "\"scopes\":[\"infer\",\"manage\"]"),
                Arguments.of(
                        new Event.CredentialRevoked(
                                BOB, new CredentialId("k1234567"), new PartnerId("acme")),
                        "\"credential\":\"k1234567\""),
                Arguments.of(
                        new Event.PolicyPublished(BOB, PolicyRef.parse("p@1"), "sha256:0"),
                        "\"policy\":\"p@1\""),
                Arguments.of(new Event.ReceiptDenied(BOB, ID), "\"receipt\":\"" + ID + "\""),
                Arguments.of(new Event.SignedIn(BOB), "\"partner\":\"acme\""),
                Arguments.of(
                        new Event.Started(Caller.system("start"), "1.0", "sha256:0"),
                        "\"version\":\"1.0\""));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEvent_isCanonicalAndSaysWhoWhenAndWhat(Event event, String said) throws Exception {
        LogRow row = EventRows.row(ID, TIME, event);

        assertThat(text(row))
                .contains(said)
                .contains("\"actor\":\"" + event.actor().name() + "\"")
                .contains("\"id\":\"" + ID + "\"")
                .contains("\"time\":\"2026-11-23T10:15:30.123456Z\"")
                .contains("\"type\":\"" + event.type() + "\"")
                .contains("\"v\":1");
        assertThat(new JsonCanonicalizer(text(row)).getEncodedString()).isEqualTo(text(row));
        assertThat(row.columns().type()).isEqualTo(event.type());
    }

    @Test
    void denial_isNotShownToThePartnerThatTried() {
        assertThat(EventRows.row(ID, TIME, new Event.ReceiptDenied(BOB, ID)).columns().partner())
                .isNull();
    }

    @Test
    void fault_namesTheCulpritAndKeepsItsContentOut() {
        LogRow culprit = rows.row(Entries.prediction().id(ID).entry());

        LogRow fault = EventRows.fault(ReceiptId.fresh(), TIME, culprit, "sql:23514");

        assertThat(text(fault))
                .contains(
                        "\"entry\":\"" + ID + "\"", culprit.hash().hex(), "\"cause\":\"sql:23514\"")
                .doesNotContain("acme");
        assertThat(fault.columns().decision()).isEqualTo("FAULT");
    }

    private static String subject(LogRow row) {
        return text(row).replaceAll(".*\"subject\":\"([^\"]+)\".*", "$1");
    }

    private static String text(LogRow row) {
        return new String(row.body(), UTF_8);
    }
}
