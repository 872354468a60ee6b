package io.vouchsafe.privacy.internal.policy;

import static io.vouchsafe.privacy.internal.policy.TestPolicies.drop;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.hide;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.mask;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.redact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.Event;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.privacy.PolicyDocument;
import io.vouchsafe.privacy.PolicyDraft;
import io.vouchsafe.privacy.PolicyRule;
import io.vouchsafe.privacy.UnknownPolicyException;
import io.vouchsafe.privacy.internal.operator.Drop;
import io.vouchsafe.privacy.internal.operator.Hide;
import io.vouchsafe.privacy.internal.testing.FakeSnapshots;
import io.vouchsafe.privacy.internal.testing.RecordingAudit;
import io.vouchsafe.store.testing.TestDatabase;
import io.vouchsafe.store.testing.TestTransactions;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesBeanTest {
    private static final DataSource DATABASE = TestDatabase.fresh();
    private static final TestTransactions TRANSACTIONS =
            TestTransactions.on(DATABASE)
                    .unit("privacy", PolicyEntity.class, PolicyRevisionEntity.class);
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final Caller APPROVER = Caller.user("petra", null, Set.of(Roles.APPROVER));
    private static final PolicyId DEMO = new PolicyId("demo-masking");

    private final FakeSnapshots snapshots = emptied();
    private final RecordingAudit audit = new RecordingAudit(TRANSACTIONS);
    private final PolicyBook book = new PolicyBook(snapshots, TestPolicies.catalogue());
    private final PoliciesBean bean =
            new PoliciesBean(
                    TRANSACTIONS.entityManager(),
                    audit,
                    snapshots,
                    TestPolicies.catalogue(),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void publishedPolicy_isInForceAtOnceWithItsEvent() {
        PolicyDocument document =
                published(draft("demo-masking", mask("iban", 4), redact("*", "EMAIL_ADDRESS")));

        assertThat(document.ref()).hasToString("demo-masking@1");
        assertThat(document.publishedBy()).isEqualTo("petra");
        assertThat(document.publishedAt()).isEqualTo(NOW);
        assertThat(book.inForce(DEMO).ref()).isEqualTo(document.ref());
        assertThat(audit.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.PolicyPublished.class,
                        event -> {
                            assertThat(event.actor()).isEqualTo(APPROVER);
                            assertThat(event.policy()).isEqualTo(document.ref());
                            assertThat(event.digest()).matches("sha256:[0-9a-f]{64}");
                        });
    }

    @Test
    void readBack_isWhatWasPublished() {
        PolicyDocument document =
                published(
                        new PolicyDraft(
                                "Demo-Masking",
                                "Für Partner 🔒 \"quoted\"",
                                List.of(
                                        drop("age"),
                                        new PolicyRule(
                                                "iban",
                                                null,
                                                null,
                                                "mask",
                                                Map.of("keep_last", "4", "masking_char", "#")),
                                        redact("*", "EMAIL_ADDRESS"),
                                        hide("score"))));

        PolicyDocument found = done(call(policies -> policies.find(APPROVER, DEMO)));

        assertThat(found).isEqualTo(document);
        assertThat(found.name()).isEqualTo("Demo-Masking");
        assertThat(found.rules()).hasSize(4);
    }

    @Test
    void secondPublication_isTheNextRevisionAndTheOnlyOneInForce() throws SQLException {
        published(draft("demo-masking", drop("age")));
        PolicyDocument second = published(draft("demo-masking", drop("income")));

        assertThat(second.ref()).hasToString("demo-masking@2");
        assertThat(book.inForce(DEMO).ref()).isEqualTo(second.ref());
        assertThat(call(policies -> policies.list(APPROVER)).items()).containsExactly(second);
        assertThat(count("SELECT count(*) FROM privacy.policy_revision")).isEqualTo(2);
    }

    @Test
    void digest_differsWithEveryChangeAndNotWithTheOrderOfParameters() {
        String one =
                PolicyText.write(TestPolicies.REF, "n", null, List.of(mask("a", 1), mask("b", 1)));
        String swapped =
                PolicyText.write(TestPolicies.REF, "n", null, List.of(mask("b", 1), mask("a", 1)));
        String described =
                PolicyText.write(TestPolicies.REF, "n", "d", List.of(mask("a", 1), mask("b", 1)));

        assertThat(Set.of(one, swapped, described)).hasSize(3);
        assertThat(PolicyText.digest(one)).isNotEqualTo(PolicyText.digest(swapped));
        assertThat(one)
                .isEqualTo(
                        "{\"id\":\"demo-masking\",\"name\":\"n\",\"revision\":1,\"rules\":["
                                + "{\"input\":\"a\",\"operator\":\"mask\",\"parameters\":{\"keep_last\":\"1\"}},"
                                + "{\"input\":\"b\",\"operator\":\"mask\",\"parameters\":{\"keep_last\":\"1\"}}]}");
        PolicyRule two =
                new PolicyRule(
                        "a", null, null, "mask", Map.of("keep_last", "1", "keep_first", "2"));
        PolicyRule owt =
                new PolicyRule(
                        "a", null, null, "mask", Map.of("keep_first", "2", "keep_last", "1"));
        assertThat(PolicyText.write(TestPolicies.REF, "n", null, List.of(two)))
                .isEqualTo(PolicyText.write(TestPolicies.REF, "n", null, List.of(owt)));
    }

    @Test
    void wrongRule_publishesNothing() {
        published(draft("demo-masking", drop("age")));

        var declined =
                declined(
                        call(
                                policies ->
                                        policies.publish(
                                                APPROVER,
                                                draft(
                                                        "demo-masking",
                                                        drop("age"),
                                                        redact("x", "SHOE_SIZE")))));

        assertThat(declined.kind()).isEqualTo(Outcome.Kind.INVALID);
        assertThat(declined.detail()).startsWith("Rule 2: ");
        assertThat(book.inForce(DEMO).ref()).hasToString("demo-masking@1");
        assertThat(audit.types()).containsExactly("policy.published");
        assertThat(published(draft("demo-masking", drop("x"))).ref()).hasToString("demo-masking@2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "-dash", "ümlaut", "a/b", "策略"})
    void nameThatIsNoId_isInvalid(String name) {
        var declined =
                declined(call(policies -> policies.publish(APPROVER, draft(name, drop("x")))));

        assertThat(declined.kind()).isEqualTo(Outcome.Kind.INVALID);
        assertThat(declined.detail()).contains("'" + name + "'");
    }

    @Test
    void endlessNameAndDescription_areInvalid() {
        String name = "x".repeat(100_000);
        PolicyDraft described = new PolicyDraft("ok", "x".repeat(2001), List.of(drop("x")));

        assertThat(
                        declined(
                                        call(
                                                policies ->
                                                        policies.publish(
                                                                APPROVER, draft(name, drop("x")))))
                                .detail()
                                .length())
                .isLessThan(300);
        assertThat(declined(call(policies -> policies.publish(APPROVER, described))).kind())
                .isEqualTo(Outcome.Kind.INVALID);
    }

    @Test
    void partnersUserWithTheProvidersRole_publishesNothing() {
        Caller eve = Caller.user("eve", new PartnerId("acme"), Set.of(Roles.APPROVER));

        var declined =
                declined(call(policies -> policies.publish(eve, draft("demo-masking", drop("x")))));

        assertThat(declined.kind()).isEqualTo(Outcome.Kind.FORBIDDEN);
        assertThat(audit.events()).isEmpty();
    }

    @Test
    void unknownPolicy_isNotFoundAndNotInForce() {
        assertThat(declined(call(policies -> policies.find(APPROVER, DEMO))).kind())
                .isEqualTo(Outcome.Kind.NOT_FOUND);
        assertThatThrownBy(() -> book.inForce(DEMO))
                .isInstanceOf(UnknownPolicyException.class)
                .hasMessageContaining("demo-masking")
                .hasMessageStartingWith("VOUCH030001");
    }

    @Test
    void eventThatCannotBeRecorded_publishesNothing() throws SQLException {
        audit.fail();

        assertThatThrownBy(() -> published(draft("demo-masking", drop("x"))))
                .hasMessageContaining("outbox");

        assertThat(count("SELECT count(*) FROM privacy.policy_revision")).isZero();
        assertThatThrownBy(() -> book.inForce(DEMO)).isInstanceOf(UnknownPolicyException.class);
    }

    @Test
    void manyPublicationsAtOnce_getARevisionEach() throws Exception {
        int many = 6;
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(many)) {
            var outcomes =
                    IntStream.range(0, many)
                            .mapToObj(
                                    each ->
                                            pool.submit(
                                                    () -> {
                                                        start.await();
                                                        return published(
                                                                        draft(
                                                                                "demo-masking",
                                                                                drop("in" + each)))
                                                                .ref()
                                                                .revision();
                                                    }))
                            .toList();
            start.countDown();

            int sum = 0;
            for (var outcome : outcomes) {
                sum += outcome.get(30, TimeUnit.SECONDS);
            }
            assertThat(sum).isEqualTo(1 + 2 + 3 + 4 + 5 + 6);
        }
        assertThat(book.inForce(DEMO).ref().revision()).isEqualTo(many);
    }

    @Test
    void policyWhoseOperatorIsGone_isNotInForceAndDoesNotTakeOthersWithIt() {
        published(draft("masks", mask("iban", 4)));
        published(draft("drops", drop("iban")));

        PolicyBook poorer =
                new PolicyBook(
                        snapshots, new Catalogue(List.of(new Drop(), new Hide()), List.of()));

        assertThatThrownBy(() -> poorer.inForce(new PolicyId("masks")))
                .isInstanceOf(UnknownPolicyException.class);
        assertThat(poorer.inForce(new PolicyId("drops"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"rules\":[{}]}", "{\"rules\":[]}"})
    void storedDocumentThatWasDamaged_isNotInForce(String document) throws SQLException {
        published(draft("demo-masking", drop("x")));
        published(draft("other", drop("x")));
        execute(
                "UPDATE privacy.policy_revision SET document = '"
                        + document
                        + "' WHERE policy_id = 'demo-masking'");

        PolicyBook reloaded = new PolicyBook(snapshots, TestPolicies.catalogue());

        assertThatThrownBy(() -> reloaded.inForce(DEMO)).isInstanceOf(UnknownPolicyException.class);
        assertThat(reloaded.inForce(new PolicyId("other"))).isNotNull();
    }

    static Stream<Method> methods() {
        return Arrays.stream(io.vouchsafe.privacy.Policies.class.getMethods())
                .map(
                        method -> {
                            try {
                                return PoliciesBean.class.getMethod(
                                        method.getName(), method.getParameterTypes());
                            } catch (NoSuchMethodException e) {
                                throw new AssertionError(e);
                            }
                        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void method_saysWhoMayCallIt(Method method) {
        Set<String> expected =
                method.getName().equals("publish")
                        ? Set.of(Roles.ADMIN, Roles.APPROVER)
                        : Set.of(
                                Roles.ADMIN,
                                Roles.APPROVER,
                                Roles.AUDITOR,
                                Roles.MODEL_OWNER,
                                Roles.PARTNER_ADMIN);

        assertThat(method.getAnnotation(RolesAllowed.class).value())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private <T> T call(Function<PoliciesBean, T> work) {
        return TRANSACTIONS.call(() -> work.apply(bean));
    }

    private PolicyDocument published(PolicyDraft draft) {
        return done(call(policies -> policies.publish(APPROVER, draft)));
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Declined<T> declined -> throw new AssertionError(declined);
        };
    }

    private static <T> Outcome.Declined<T> declined(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> throw new AssertionError(done);
            case Outcome.Declined<T> declined -> declined;
        };
    }

    private static PolicyDraft draft(String name, PolicyRule... rules) {
        return new PolicyDraft(name, null, List.of(rules));
    }

    private static FakeSnapshots emptied() {
        try {
            execute("TRUNCATE privacy.policy CASCADE");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return new FakeSnapshots(DATABASE, TRANSACTIONS);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DATABASE.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(String sql) throws SQLException {
        try (var connection = DATABASE.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
