package io.vouchsafe.partners.internal.credential;

import static io.vouchsafe.partners.internal.testing.Callers.ACME;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_DEVELOPER;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_WITH_PROVIDERS_ROLE;
import static io.vouchsafe.partners.internal.testing.Callers.ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.AUDITOR;
import static io.vouchsafe.partners.internal.testing.Callers.OTHER;
import static io.vouchsafe.partners.internal.testing.Callers.OTHER_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.STRANGER;
import static io.vouchsafe.partners.internal.testing.Callers.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.Event;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.IssuedCredential;
import io.vouchsafe.partners.NewCredential;
import io.vouchsafe.partners.internal.contract.ContractsFixture;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntegrationsBeanTest {
    private static final ModelName CREDIT = ContractsFixture.CREDIT;
    private static final ModelName SPAM = new ModelName("spam");

    private final ContractsFixture fixture = new ContractsFixture();
    private final IntegrationsBean bean =
            new IntegrationsBean(
                    fixture.transactions.entityManager(),
                    new KeyRing(fixture.snapshots),
                    fixture.audit,
                    fixture.snapshots,
                    fixture.clock);

    @BeforeEach
    void createPartners() {
        fixture.partner("Acme");
        fixture.partner("Other");
        fixture.audit.events().clear();
    }

    @Test
    void newKey_standsForItsPartnersDeveloperWithItsLimits() {
        IssuedCredential issued =
                create(
                        ACME_DEVELOPER,
                        new NewCredential("batch", Set.of(), Set.of(CREDIT), null, null));

        Caller caller = bean.authenticate(issued.key()).orElseThrow();

        assertThat(caller)
                .isEqualTo(
                        new Caller(
                                "key:" + issued.view().id(),
                                Caller.Kind.API_KEY,
                                ACME,
                                Set.of(Roles.PARTNER_DEVELOPER),
                                Set.of("infer"),
                                Set.of(CREDIT)));
    }

    @Test
    void newKey_isRecordedAndShownOnce() throws SQLException {
        IssuedCredential issued = create(ACME_ADMIN, draft("batch"));

        assertThat(fixture.audit.events())
                .containsExactly(
                        new Event.CredentialCreated(
                                ACME_ADMIN, issued.view().id(), ACME, Set.of("infer")));
        String secret = issued.key().substring(20);
        assertThat(issued.toString()).doesNotContain(secret);
        assertThat(fixture.audit.events().toString()).doesNotContain(secret);
        assertThat(call(integrations -> integrations.credentials(ACME_ADMIN)).toString())
                .doesNotContain(secret)
                .contains(secret.substring(39));
        assertThat(everyByteOfTheTable()).doesNotContain(secret);
    }

    @Test
    void expiryLeftOut_isInAYear() {
        IssuedCredential issued = create(ACME_ADMIN, draft("batch"));

        assertThat(issued.view().expiresAt()).isEqualTo("2027-11-23T10:15:30Z");
        assertThat(issued.view().createdBy()).isEqualTo("ada");
    }

    @Test
    void key_opensUntilTheMomentItExpires() {
        Instant expiry = fixture.clock.instant().plus(Duration.ofMinutes(5));
        IssuedCredential issued =
                create(ACME_ADMIN, new NewCredential("k", Set.of(), Set.of(), expiry, null));

        fixture.clock.advance(Duration.ofMinutes(5).minusNanos(1000));
        assertThat(bean.authenticate(issued.key())).isPresent();
        fixture.clock.advance(Duration.ofNanos(1000));

        assertThat(bean.authenticate(issued.key())).isEmpty();
    }

    @Test
    void revokedKey_opensNothingAtOnce() {
        IssuedCredential issued = create(ACME_ADMIN, draft("batch"));
        CredentialId id = issued.view().id();

        CredentialView revoked =
                done(call(integrations -> integrations.revoke(ACME_DEVELOPER, id)));

        assertThat(bean.authenticate(issued.key())).isEmpty();
        assertThat(revoked.revokedAt()).isEqualTo(fixture.clock.instant());
        assertThat(fixture.audit.events())
                .endsWith(new Event.CredentialRevoked(ACME_DEVELOPER, id, ACME));
    }

    @Test
    void revokingTwice_isTheSameAsOnce() {
        CredentialId id = create(ACME_ADMIN, draft("batch")).view().id();
        CredentialView first = done(call(integrations -> integrations.revoke(ACME_ADMIN, id)));
        fixture.clock.advance(Duration.ofHours(1));

        CredentialView second = done(call(integrations -> integrations.revoke(ADMIN, id)));

        assertThat(second).isEqualTo(first);
        assertThat(fixture.audit.types())
                .containsExactly("credential.created", "credential.revoked");
    }

    @Test
    void rotation_keepsTheOldKeyOpenBesideTheNewOne() {
        IssuedCredential old = create(ACME_ADMIN, draft("batch"));
        IssuedCredential fresh = create(ACME_ADMIN, draft("batch"));

        call(integrations -> integrations.revoke(ACME_ADMIN, old.view().id()));

        assertThat(bean.authenticate(old.key())).isEmpty();
        assertThat(bean.authenticate(fresh.key())).isPresent();
    }

    @Test
    void wrongKeys_openNothing() {
        String key = create(ACME_ADMIN, draft("batch")).key();
        IssuedCredential others = create(OTHER_ADMIN, draft("batch"));
        char last = key.charAt(62);

        assertThat(bean.authenticate(key.substring(0, 62) + (last == 'a' ? 'b' : 'a'))).isEmpty();
        assertThat(bean.authenticate(key.substring(0, 62))).isEmpty();
        assertThat(bean.authenticate("vs_AAAAAAAAAAAAAAAA" + key.substring(19))).isEmpty();
        assertThat(bean.authenticate(key.substring(0, 20) + others.key().substring(20))).isEmpty();
        assertThat(bean.authenticate("")).isEmpty();
        assertThat(bean.authenticate(key)).isPresent();
    }

    @Test
    void hashedSecretOutOfTheDatabase_isNoKey() throws SQLException {
        IssuedCredential issued = create(ACME_ADMIN, draft("batch"));
        String hash = everyByteOfTheTable();

        String forged = issued.key().substring(0, 20) + hash.substring(0, 43);

        assertThat(bean.authenticate(forged)).isEmpty();
    }

    static Stream<Arguments> declines() {
        Instant now = Instant.parse("2026-11-23T10:15:30Z");
        Set<String> none = Set.of();
        Set<String> manage = Set.of("manage");
        Caller inferKey = key(ACME, Set.of("infer"));
        Caller managingKey = key(ACME, Set.of("infer", "manage"));
        Caller creditKey = key(ACME, Set.of("infer", "manage"), CREDIT);
        return Stream.of(
                row("no name", ACME_ADMIN, draft(" "), Outcome.Kind.INVALID, "name"),
                row(
                        "a long name",
                        ACME_ADMIN,
                        draft("x".repeat(101)),
                        Outcome.Kind.INVALID,
                        "name"),
                row(
                        "an unknown scope",
                        ACME_ADMIN,
                        with(Set.of("admin")),
                        Outcome.Kind.INVALID,
                        "scopes"),
                row(
                        "an expiry now",
                        ACME_ADMIN,
                        new NewCredential("k", none, Set.of(), now, null),
                        Outcome.Kind.INVALID,
                        "expiresAt"),
                row(
                        "an expiry in the past",
                        ACME_ADMIN,
                        new NewCredential("k", none, Set.of(), now.minusSeconds(1), null),
                        Outcome.Kind.INVALID,
                        "expiresAt"),
                row(
                        "an expiry in two years and a second",
                        ACME_ADMIN,
                        new NewCredential(
                                "k", none, Set.of(), Instant.parse("2028-11-23T10:15:31Z"), null),
                        Outcome.Kind.INVALID,
                        "expiresAt"),
                row(
                        "the provider without a partner",
                        ADMIN,
                        draft("k"),
                        Outcome.Kind.INVALID,
                        "partner"),
                row(
                        "the provider for a partner nobody created",
                        ADMIN,
                        forPartner(new PartnerId("nobody")),
                        Outcome.Kind.INVALID,
                        "partner"),
                row(
                        "a partner for another",
                        ACME_ADMIN,
                        forPartner(OTHER),
                        Outcome.Kind.FORBIDDEN,
                        "partner"),
                row(
                        "a partner's user with the provider's role for another",
                        ACME_WITH_PROVIDERS_ROLE,
                        forPartner(OTHER),
                        Outcome.Kind.FORBIDDEN,
                        "partner"),
                row(
                        "the provider's auditor",
                        AUDITOR,
                        forPartner(ACME),
                        Outcome.Kind.FORBIDDEN,
                        null),
                row("nobody's caller", STRANGER, draft("k"), Outcome.Kind.FORBIDDEN, null),
                row(
                        "a developer who gives 'manage'",
                        ACME_DEVELOPER,
                        with(manage),
                        Outcome.Kind.FORBIDDEN,
                        "manage"),
                row(
                        "the provider who gives 'manage'",
                        ADMIN,
                        new NewCredential("k", manage, Set.of(), null, ACME),
                        Outcome.Kind.FORBIDDEN,
                        "manage"),
                row(
                        "a key that may only infer",
                        inferKey,
                        draft("k"),
                        Outcome.Kind.FORBIDDEN,
                        null),
                row(
                        "a managing key that gives 'manage'",
                        managingKey,
                        with(manage),
                        Outcome.Kind.FORBIDDEN,
                        "manage"),
                row(
                        "a limited key that gives all models",
                        creditKey,
                        draft("k"),
                        Outcome.Kind.FORBIDDEN,
                        null),
                row(
                        "a limited key that gives another model",
                        creditKey,
                        new NewCredential("k", none, Set.of(CREDIT, SPAM), null, null),
                        Outcome.Kind.FORBIDDEN,
                        null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("declines")
    void keyNobodyMayHave_isDeclinedAndNotStored(
            String why,
            Caller caller,
            NewCredential draft,
            Outcome.Kind kind,
            @Nullable String named) {
        Outcome<IssuedCredential> outcome =
                call(integrations -> integrations.create(caller, draft));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Declined.class,
                        declined -> {
                            assertThat(declined.kind()).isEqualTo(kind);
                            assertThat(declined.detail()).contains(named == null ? "." : named);
                        });
        assertThat(call(integrations -> integrations.credentials(ADMIN)).items()).isEmpty();
        assertThat(fixture.audit.events()).isEmpty();
    }

    static Stream<Arguments> allowed() {
        Instant twoYears = Instant.parse("2028-11-23T10:15:30Z");
        Caller creditKey = key(ACME, Set.of("infer", "manage"), CREDIT);
        return Stream.of(
                Arguments.of("a developer", ACME_DEVELOPER, draft("k")),
                Arguments.of(
                        "an admin who gives 'manage'", ACME_ADMIN, with(Set.of("infer", "manage"))),
                Arguments.of("who names the own partner", ACME_DEVELOPER, forPartner(ACME)),
                Arguments.of("the provider for a partner", ADMIN, forPartner(ACME)),
                Arguments.of(
                        "two years exactly",
                        ACME_ADMIN,
                        new NewCredential("k", Set.of(), Set.of(), twoYears, null)),
                Arguments.of(
                        "a limited key within its limits",
                        creditKey,
                        new NewCredential("k", Set.of(), Set.of(CREDIT), null, null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allowed")
    void keyOfTheRightSide_opensForThePartner(String why, Caller caller, NewCredential draft) {
        IssuedCredential issued = create(caller, draft);

        assertThat(bean.authenticate(issued.key()).map(Caller::partner)).contains(ACME);
    }

    @Test
    void partner_seesAndRevokesItsOwnKeysOnly() {
        CredentialView acme = create(ACME_ADMIN, draft("ours")).view();
        fixture.clock.advance(Duration.ofSeconds(1));
        CredentialView other = create(OTHER_ADMIN, draft("theirs")).view();

        assertThat(call(integrations -> integrations.credentials(ACME_DEVELOPER)).items())
                .containsExactly(acme);
        assertThat(call(integrations -> integrations.credentials(AUDITOR)).items())
                .containsExactly(other, acme);
        assertThat(call(integrations -> integrations.credentials(STRANGER)).items()).isEmpty();
        Outcome<CredentialView> theirs =
                call(integrations -> integrations.revoke(ACME_ADMIN, other.id()));
        Outcome<CredentialView> nobodys =
                call(
                        integrations ->
                                integrations.revoke(ACME_ADMIN, new CredentialId("nobodyskey01")));
        assertThat(kind(theirs)).isEqualTo(Outcome.Kind.NOT_FOUND).isEqualTo(kind(nobodys));
        assertThat(call(integrations -> integrations.credentials(OTHER_ADMIN)).items())
                .containsExactly(other);
    }

    @Test
    void keyThatMayOnlyInfer_revokesNothing() {
        CredentialId id = create(ACME_ADMIN, draft("ours")).view().id();

        Outcome<CredentialView> outcome =
                call(integrations -> integrations.revoke(key(ACME, Set.of("infer")), id));

        assertThat(kind(outcome)).isEqualTo(Outcome.Kind.FORBIDDEN);
    }

    @Test
    void eventThatCannotBeRecorded_leavesNoKeyBehind() {
        fixture.audit.fail();

        assertThatThrownBy(() -> create(ACME_ADMIN, draft("k"))).hasMessageContaining("outbox");

        assertThat(call(integrations -> integrations.credentials(ADMIN)).items()).isEmpty();
    }

    private <T> T call(Function<IntegrationsBean, T> work) {
        return fixture.transactions.call(() -> work.apply(bean));
    }

    private IssuedCredential create(Caller caller, NewCredential draft) {
        return done(call(integrations -> integrations.create(caller, draft)));
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Declined<T> declined -> throw new AssertionError(declined);
        };
    }

    private static Outcome.@Nullable Kind kind(Outcome<?> outcome) {
        return outcome instanceof Outcome.Declined<?> declined ? declined.kind() : null;
    }

    private static NewCredential draft(String name) {
        return new NewCredential(name, Set.of(), Set.of(), null, null);
    }

    private static NewCredential with(Set<String> scopes) {
        return new NewCredential("k", scopes, Set.of(), null, null);
    }

    private static NewCredential forPartner(PartnerId partner) {
        return new NewCredential("k", Set.of(), Set.of(), null, partner);
    }

    private static Arguments row(
            String why,
            Caller caller,
            NewCredential draft,
            Outcome.Kind kind,
            @Nullable String named) {
        return Arguments.of(why, caller, draft, kind, named);
    }

    /** All of table credential as text, the hash in hexadecimal digits and as characters. */
    private String everyByteOfTheTable() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (var connection = fixture.database.getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT encode(secret_hash, 'hex'), secret_hash, c::text"
                                        + " FROM partners.credential c")) {
            while (rows.next()) {
                all.append(rows.getString(1))
                        .append(new String(rows.getBytes(2), StandardCharsets.ISO_8859_1))
                        .append(rows.getString(3));
            }
        }
        return all.toString();
    }
}
