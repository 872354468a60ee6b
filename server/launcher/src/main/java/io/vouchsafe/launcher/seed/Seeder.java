package io.vouchsafe.launcher.seed;

import io.vouchsafe.launcher.data.Secret;
import io.vouchsafe.launcher.process.Guard;
import io.vouchsafe.launcher.report.StageLog;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Carries out the demo's steps, each once, in order, remembering how far it came. */
public final class Seeder {

    private final Seeding seeding;
    private final List<Step> steps;

    /** The demo for the API at {@code api}, with the first administrator of Keycloak. */
    public static Seeder demo(
            URI api,
            URI keycloak,
            URI issuer,
            String administrator,
            Secret password,
            DemoState state) {
        Http http = new Http();
        Seeding seeding = new Seeding(http, api, new Tokens(http, issuer, state), state);
        return new Seeder(seeding, steps(new IdentityStep(keycloak, administrator, password)));
    }

    Seeder(Seeding seeding, List<Step> steps) {
        this.seeding = seeding;
        this.steps = List.copyOf(steps);
    }

    public boolean isDone() {
        return steps.stream().allMatch(step -> seeding.state().isDone(step.name()));
    }

    public void run(StageLog log, Guard guard) {
        for (Step step : steps) {
            if (!seeding.state().isDone(step.name())) {
                guard.check();
                long begun = log.begin();
                boolean resumed = seeding.state().isBegun(step.name());
                seeding.state().begin(step.name());
                step.run(seeding, resumed);
                seeding.state().done(step.name());
                log.done(begun, "Demo: " + step.name());
            }
        }
    }

    static List<Step> steps(Step identity) {
        List<Step> steps = new ArrayList<>();
        steps.add(identity);
        steps.add(new NamedStep("partner", DemoUser.ADMIN, "/api/partners", Demo.partner()));
        steps.add(
                new CreateStep(
                        "plan",
                        DemoUser.ADMIN,
                        "/api/plans",
                        Demo.PLAN,
                        "plan",
                        state -> Demo.plan()));
        Demo.MODELS.forEach(model -> steps.add(new TrainingStep(model)));
        Demo.MODELS.forEach(model -> steps.add(new TrainedStep(model)));
        Demo.MODELS.forEach(model -> steps.addAll(release(model)));
        steps.add(
                new CreateStep(
                        "masking policy",
                        DemoUser.APPROVER,
                        "/api/policies",
                        Demo.POLICY,
                        "policy",
                        state -> Demo.policy()));
        steps.addAll(contract());
        steps.add(new CredentialStep());
        steps.add(new BodyStep());
        return steps;
    }

    private static List<Step> release(String model) {
        return List.of(
                version(model, "submit", DemoUser.OWNER, "Trained on generated data."),
                version(model, "approve", DemoUser.APPROVER, "Evaluated; fit for the demo."),
                version(model, "deploy", DemoUser.APPROVER, "First version."));
    }

    private static Step version(String model, String verb, DemoUser user, String comment) {
        return new VerbStep(
                model + ": " + verb,
                user,
                state ->
                        "/api/models/%s/versions/%s/%s"
                                .formatted(model, state.get(TrainedStep.versionFact(model)), verb),
                Demo.comment(comment));
    }

    private static List<Step> contract() {
        return List.of(
                new ContractStep(Instant.now()),
                contract("offer", DemoUser.ADMIN),
                contract("sign", DemoUser.ACME),
                contract("countersign", DemoUser.ADMIN));
    }

    private static Step contract(String verb, DemoUser user) {
        return new VerbStep(
                "contract: " + verb,
                user,
                state -> "/api/contracts/%s/%s".formatted(state.get(ContractStep.FACT), verb),
                Demo.comment("Demo."));
    }
}
