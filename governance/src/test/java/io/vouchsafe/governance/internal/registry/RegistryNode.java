package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.InspectedModel;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.governance.internal.artefact.ArtefactStore;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.store.testing.TestSnapshots;
import io.vouchsafe.store.testing.TestTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/** The registry with its real entities, on a real database, as one node of several. */
public final class RegistryNode implements AutoCloseable {
    public static final Caller OWNER = Caller.user("olga", null, Set.of(Roles.MODEL_OWNER));
    public static final Caller APPROVER = Caller.user("anton", null, Set.of(Roles.APPROVER));
    public static final ModelName CREDIT = new ModelName("credit-risk");
    public static final ModelRef V1 = new ModelRef(CREDIT, 1);
    public static final ModelRef V2 = new ModelRef(CREDIT, 2);
    public static final ModelRef V3 = new ModelRef(CREDIT, 3);
    public static final List<Signature> SIGNATURES =
            List.of(
                    new Signature(
                            Signature.DEFAULT,
                            "tensorflow/serving/predict",
                            List.of(
                                    new TensorSpec("age", DataType.FP32, Shape.of(-1, 1)),
                                    new TensorSpec("note", DataType.BYTES, null)),
                            List.of(new TensorSpec("risk", DataType.FP32, Shape.SCALAR))));
    static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");

    final TestTransactions transactions;
    final RecordingLog log;
    private final TestSnapshots snapshots;
    private final RegistryBean bean;

    public RegistryNode(DataSource database) {
        transactions =
                TestTransactions.on(database)
                        .unit("governance", Model.class, Version.class, ModelCard.class);
        log = new RecordingLog(transactions.dataSource());
        snapshots = TestSnapshots.of(database, transactions);
        Models models = new Models(transactions.entityManager());
        Changes changes =
                new Changes(
                        models,
                        log,
                        snapshots,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        transactions.registry());
        bean =
                new RegistryBean(
                        new Shelf(models),
                        new Registration(
                                models, new ArtefactStore(transactions.dataSource()), changes),
                        new Life(models, changes),
                        new Cards(models, changes));
    }

    public TestSnapshots snapshots() {
        return snapshots;
    }

    /** One call in a transaction of its own, as the container makes it. */
    public <T> T call(Function<Registry, T> work) {
        return transactions.call(() -> work.apply(bean));
    }

    /** The value, where a decline would be a mistake of the test. */
    public <T> T done(Function<Registry, Outcome<T>> work) {
        Outcome<T> outcome = call(work);
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new AssertionError("Declined: " + outcome);
    }

    /** A new version, as far as an approver's yes. */
    public VersionView approved(InspectedModel files) {
        VersionView version = done(registry -> registry.register(OWNER, CREDIT, null, files));
        done(registry -> registry.submit(OWNER, version.ref(), null));
        return done(registry -> registry.approve(APPROVER, version.ref(), null));
    }

    public VersionView deployed(InspectedModel files) {
        VersionView version = approved(files);
        return done(registry -> registry.deploy(APPROVER, version.ref(), null));
    }

    /** Files that differ by their content. */
    public static InspectedModel files(Path folder, String content) {
        try {
            Files.createDirectories(folder.resolve("variables"));
            Files.writeString(folder.resolve("saved_model.pb"), content);
            Files.writeString(folder.resolve("variables/variables.index"), "index");
            return new InspectedModel(folder, "tensorflow", SIGNATURES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CardSettings settings() {
        return new CardSettings(java.util.Map.of("age", "0.0"), "risk");
    }

    @Override
    public void close() {
        snapshots.close();
        transactions.close();
    }
}
