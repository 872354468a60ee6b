package io.vouchsafe.portal.testing;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.InspectedModel;
import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models, versions and what pages ask to be done with them. */
public final class FakeRegistry implements Registry, Deployments {
    public final List<String> done = new ArrayList<>();
    private final Map<ModelName, List<VersionView>> models = new LinkedHashMap<>();
    private Outcome.@Nullable Declined<?> answer;

    public FakeRegistry model(String name) {
        models.put(new ModelName(name), new ArrayList<>());
        return this;
    }

    public VersionView version(
            String name, long version, VersionState state, String by, @Nullable String submitter) {
        VersionView view =
                new VersionView(
                        new ModelRef(new ModelName(name), version),
                        state,
                        state == VersionState.DEPLOYED,
                        "sha256:ab" + version,
                        "tensorflow",
                        2048,
                        List.of(),
                        by,
                        submitter,
                        state == VersionState.DEPLOYED ? "approver" : null,
                        List.of(
                                new VersionView.Step(VersionState.DRAFT, by, Instant.EPOCH, null),
                                new VersionView.Step(state, by, FakeTrail.TIME, null)));
        models.computeIfAbsent(new ModelName(name), key -> new ArrayList<>()).addFirst(view);
        return view;
    }

    /** From now on every deed is declined so. */
    public void declines(Outcome.Kind kind, String problem, String detail) {
        answer = new Outcome.Declined<>(kind, problem, detail);
    }

    @SuppressWarnings("unchecked")
    private Outcome<VersionView> act(String step, ModelRef ref, @Nullable String comment) {
        done.add(step + " " + ref + (comment == null ? "" : " " + comment));
        if (answer != null) {
            return (Outcome<VersionView>) answer;
        }
        return version(Caller.system("test"), ref);
    }

    @Override
    public Outcome<ModelView> create(Caller caller, ModelName model) {
        done.add("create " + model);
        model(model.value());
        return model(caller, model);
    }

    @Override
    public Page<ModelView> models(Caller caller) {
        return new Page<>(models.keySet().stream().map(this::view).toList(), null);
    }

    private ModelView view(ModelName name) {
        return new ModelView(name, "owner", Instant.EPOCH, models.get(name));
    }

    @Override
    public Outcome<ModelView> model(Caller caller, ModelName model) {
        return models.containsKey(model)
                ? Outcome.done(view(model))
                : Outcome.declined(Outcome.Kind.NOT_FOUND, "unknown-model", "No such model.");
    }

    @Override
    public Outcome<VersionView> version(Caller caller, ModelRef version) {
        return models.getOrDefault(version.name(), List.of()).stream()
                .filter(view -> view.ref().equals(version))
                .findFirst()
                .map(Outcome::done)
                .orElse(
                        Outcome.declined(
                                Outcome.Kind.NOT_FOUND, "unknown-version", "No such version."));
    }

    @Override
    public Outcome<VersionView> upload(
            Caller caller, ModelName model, @Nullable Long version, InputStream archive) {
        try {
            done.add(
                    "upload "
                            + model
                            + " "
                            + new String(archive.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        if (answer != null) {
            return Outcome.declined(answer.kind(), answer.problem(), answer.detail());
        }
        return Outcome.done(version(model.value(), 1, VersionState.DRAFT, caller.name(), null));
    }

    @Override
    public Outcome<VersionView> submit(Caller caller, ModelRef version, @Nullable String comment) {
        return act("submit", version, comment);
    }

    @Override
    public Outcome<VersionView> approve(Caller caller, ModelRef version, @Nullable String comment) {
        return act("approve", version, comment);
    }

    @Override
    public Outcome<VersionView> reject(Caller caller, ModelRef version, @Nullable String comment) {
        return act("reject", version, comment);
    }

    @Override
    public Outcome<VersionView> deploy(Caller caller, ModelRef version, @Nullable String comment) {
        return act("deploy", version, comment);
    }

    @Override
    public Outcome<VersionView> rollback(
            Caller caller, ModelRef version, @Nullable String comment) {
        return act("rollback", version, comment);
    }

    @Override
    public Outcome<VersionView> stop(Caller caller, ModelRef version, @Nullable String comment) {
        return act("stop", version, comment);
    }

    @Override
    public Outcome<VersionView> resume(Caller caller, ModelRef version, @Nullable String comment) {
        return act("resume", version, comment);
    }

    @Override
    public Outcome<Card> card(Caller caller, ModelName model) {
        return Outcome.done(new Card("", CardSettings.NONE));
    }

    @Override
    public Outcome<Card> writeCard(Caller caller, ModelName model, Card card) {
        throw new UnsupportedOperationException("No page asks for this");
    }

    @Override
    public Outcome<VersionView> register(
            Caller caller, ModelName model, @Nullable Long version, InspectedModel files) {
        throw new UnsupportedOperationException("No page asks for this");
    }
}
