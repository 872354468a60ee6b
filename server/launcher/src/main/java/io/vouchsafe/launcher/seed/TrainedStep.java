package io.vouchsafe.launcher.seed;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import java.time.Duration;
import java.time.Instant;

/** Waits for a model's training and keeps the version it made. */
record TrainedStep(String model, Duration limit, Duration pause) implements Step {

    TrainedStep(String model) {
        this(model, Duration.ofMinutes(10), Duration.ofMillis(500));
    }

    static String versionFact(String model) {
        return "version." + model;
    }

    @Override
    public String name() {
        return "training of " + model;
    }

    @Override
    public void run(Seeding seeding, boolean resumed) {
        String job = seeding.state().get(TrainingStep.jobFact(model));
        Instant end = Instant.now().plus(limit);
        while (true) {
            Answer answer = seeding.get(name(), DemoUser.OWNER, job).require(200);
            String state = answer.field("state");
            if (state.equals("SUCCEEDED")) {
                seeding.state().put(versionFact(model), answer.field("version"));
                return;
            }
            if (state.equals("FAILED")) {
                String reason = answer.json().path("failure").asText("no reason given");
                throw MESSAGES.jobFailed(name(), answer.uri(), state + ": " + reason);
            }
            if (Instant.now().isAfter(end)) {
                throw MESSAGES.jobTooLong(name(), answer.uri(), limit.toSeconds());
            }
            sleep();
        }
    }

    private void sleep() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw MESSAGES.stopping(name());
        }
    }
}
