package io.vouchsafe.launcher.seed;

/** Asks for a model's training; {@link TrainedStep} waits for it. */
record TrainingStep(String model) implements Step {

    private static final String PATH = "/api/training/jobs";

    static String jobFact(String model) {
        return "job." + model;
    }

    @Override
    public String name() {
        return "training of " + model + " asked for";
    }

    @Override
    public void run(Seeding seeding, boolean resumed) {
        Answer answer = seeding.post(name(), DemoUser.OWNER, PATH, Demo.training(model));
        String location = answer.require(202).header("Location");
        seeding.state().put(jobFact(model), answer.uri().resolve(location).getPath());
    }
}
