package io.vouchsafe.training.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.training.TrainingJob;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class TrainingBeanTest {
    private static final Caller OWNER = Caller.user("owner", null, Set.of(Roles.MODEL_OWNER));
    private static final ModelName MODEL = new ModelName("topics");

    private final List<String> uploaded = new ArrayList<>();
    private final List<Card> cards = new ArrayList<>();
    private Outcome<ModelView> created =
            Outcome.done(new ModelView(MODEL, "owner", Instant.EPOCH, List.of()));
    private Outcome<VersionView> registered =
            Outcome.done(
                    new VersionView(
                            new ModelRef(MODEL, 3),
                            VersionState.DRAFT,
                            false,
                            "sha256:00",
                            "tensorflow",
                            1,
                            List.of(),
                            "owner",
                            null,
                            null,
                            List.of()));
    private final TrainingBean training = new TrainingBean(registry(), deployments());

    @Test
    void finishedJob_namesItsVersionMetricsAndCard() {
        TrainingJob job = run("message-topic");

        assertThat(job.state()).isEqualTo(TrainingJob.State.SUCCEEDED);
        assertThat(job.version()).isEqualTo(3);
        assertThat(job.progress()).isEqualTo(1);
        assertThat(job.metrics()).containsKeys("accuracy", "majority");
        assertThat(uploaded).contains("saved_model.pb", "variables/variables.index");
        assertThat(cards)
                .singleElement()
                .extracting(Card::settings)
                .extracting(CardSettings::explainedOutput)
                .isEqualTo("logits");
    }

    @Test
    void modelThatExists_getsANewVersion() {
        created = Outcome.declined(Outcome.Kind.CONFLICT, "model-exists", "Exists.");

        assertThat(run("message-topic").state()).isEqualTo(TrainingJob.State.SUCCEEDED);
    }

    @Test
    void declinedUpload_failsTheJobWithItsReason() {
        registered = Outcome.declined(Outcome.Kind.INVALID, "model-tag", "No serve tag.");

        TrainingJob job = run("message-topic");

        assertThat(job.state()).isEqualTo(TrainingJob.State.FAILED);
        assertThat(job.failure()).isEqualTo("No serve tag.");
        assertThat(job.version()).isNull();
    }

    @Test
    void modelThatMayNotBeCreated_failsTheJobBeforeTheUpload() {
        created = Outcome.declined(Outcome.Kind.FORBIDDEN, "role-missing", "Not yours.");

        assertThat(run("message-topic").failure()).isEqualTo("Not yours.");
        assertThat(uploaded).isEmpty();
    }

    @Test
    void unknownRecipe_isDeclinedWithTheKnownOnes() {
        var outcome = training.start(OWNER, "oracle", MODEL, 1, Runnable::run);

        assertThat(outcome).isInstanceOf(Outcome.Declined.class);
        assertThat(((Outcome.Declined<TrainingJob>) outcome).detail())
                .contains("'oracle'", "credit-risk, message-topic");
    }

    @Test
    void thirdJobAtOnce_isDeclined() {
        training.start(OWNER, "message-topic", MODEL, 1, later -> {});
        training.start(OWNER, "message-topic", MODEL, 2, later -> {});

        var third = training.start(OWNER, "message-topic", MODEL, 3, later -> {});

        assertThat(third)
                .isEqualTo(
                        Outcome.declined(
                                Outcome.Kind.UNAVAILABLE,
                                "training-busy",
                                TrainingMessages.LOG.busy(2)));
        assertThat(training.jobs(OWNER).items())
                .hasSize(2)
                .allMatch(job -> job.state() == TrainingJob.State.RUNNING);
    }

    @Test
    void unknownJob_isNotFound() {
        assertThat(training.job(OWNER, "x"))
                .isEqualTo(
                        Outcome.declined(
                                Outcome.Kind.NOT_FOUND,
                                "unknown-job",
                                TrainingMessages.LOG.unknownJob("x")));
    }

    private TrainingJob run(String recipe) {
        var started = training.start(OWNER, recipe, MODEL, 1, Runnable::run);
        String id = ((Outcome.Done<TrainingJob>) started).value().id();
        return ((Outcome.Done<TrainingJob>) training.job(OWNER, id)).value();
    }

    private Registry registry() {
        return (Registry)
                Proxy.newProxyInstance(
                        Registry.class.getClassLoader(),
                        new Class<?>[] {Registry.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "create" -> created;
                                    case "writeCard" -> {
                                        cards.add((Card) arguments[2]);
                                        yield Outcome.done(arguments[2]);
                                    }
                                    default -> throw new AssertionError(method);
                                });
    }

    private Deployments deployments() {
        return (Deployments)
                Proxy.newProxyInstance(
                        Deployments.class.getClassLoader(),
                        new Class<?>[] {Deployments.class},
                        (proxy, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("upload");
                            try (var zip = new ZipInputStream((InputStream) arguments[3])) {
                                for (var entry = zip.getNextEntry();
                                        entry != null;
                                        entry = zip.getNextEntry()) {
                                    uploaded.add(entry.getName());
                                }
                            }
                            return registered;
                        });
    }
}
