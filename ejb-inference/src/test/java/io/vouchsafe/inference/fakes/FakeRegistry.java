package io.vouchsafe.inference.fakes;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.InspectedModel;
import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions in memory; a move changes the plan. */
public final class FakeRegistry implements Registry {
    private final FakeRollouts rollouts;
    private final Map<ModelRef, VersionState> versions = new HashMap<>();
    private final List<String> moves = new ArrayList<>();
    private final List<InspectedModel> registered = new ArrayList<>();
    private Outcome.@Nullable Declined<VersionView> refusal;

    public FakeRegistry(FakeRollouts rollouts) {
        this.rollouts = rollouts;
    }

    public void put(String ref, VersionState state) {
        versions.put(ModelRef.parse(ref), state);
    }

    public void decline(String problem) {
        this.refusal = new Outcome.Declined<>(Outcome.Kind.CONFLICT, problem, "No.");
    }

    /** Moves that came through, such as {@code deploy m@1}. */
    public List<String> moves() {
        return moves;
    }

    public List<InspectedModel> registered() {
        return registered;
    }

    public static String digest(ModelRef ref) {
        return "sha256:" + ref.version();
    }

    private VersionView view(ModelRef ref) {
        return new VersionView(
                ref,
                versions.get(ref),
                false,
                digest(ref),
                "fake",
                1,
                List.of(),
                "owner",
                null,
                null,
                List.of());
    }

    private Outcome<VersionView> move(String step, ModelRef version, VersionState to) {
        if (refusal != null) {
            return refusal;
        }
        moves.add(step + " " + version);
        versions.put(version, to);
        if (to == VersionState.DEPLOYED) {
            rollouts.deploy(version.toString(), digest(version));
        }
        return Outcome.done(view(version));
    }

    @Override
    public Outcome<ModelView> model(Caller caller, ModelName model) {
        return model.value().equals("nobody")
                ? Outcome.declined(Outcome.Kind.NOT_FOUND, "model-unknown", "None.")
                : Outcome.done(new ModelView(model, "owner", Instant.EPOCH, List.of()));
    }

    @Override
    public Outcome<VersionView> version(Caller caller, ModelRef version) {
        return versions.containsKey(version)
                ? Outcome.done(view(version))
                : Outcome.declined(Outcome.Kind.NOT_FOUND, "version-unknown", "None.");
    }

    @Override
    public Outcome<VersionView> register(
            Caller caller, ModelName model, @Nullable Long version, InspectedModel files) {
        if (refusal != null) {
            return refusal;
        }
        if (!Files.isRegularFile(files.folder().resolve("saved_model.pb"))) {
            throw new IllegalStateException("no files to register");
        }
        registered.add(files);
        ModelRef ref = new ModelRef(model, version == null ? 1 : version);
        versions.put(ref, VersionState.DRAFT);
        return Outcome.done(view(ref));
    }

    @Override
    public Outcome<VersionView> deploy(Caller caller, ModelRef version, @Nullable String comment) {
        return move("deploy", version, VersionState.DEPLOYED);
    }

    @Override
    public Outcome<VersionView> rollback(
            Caller caller, ModelRef version, @Nullable String comment) {
        return move("rollback", version, VersionState.DEPLOYED);
    }

    @Override
    public Outcome<VersionView> resume(Caller caller, ModelRef version, @Nullable String comment) {
        return move("resume", version, VersionState.DEPLOYED);
    }

    @Override
    public Outcome<VersionView> stop(Caller caller, ModelRef version, @Nullable String comment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<ModelView> create(Caller caller, ModelName model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<ModelView> models(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<VersionView> submit(Caller caller, ModelRef version, @Nullable String comment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<VersionView> approve(Caller caller, ModelRef version, @Nullable String comment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<VersionView> reject(Caller caller, ModelRef version, @Nullable String comment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Card> card(Caller caller, ModelName model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Card> writeCard(Caller caller, ModelName model, Card card) {
        throw new UnsupportedOperationException();
    }
}
