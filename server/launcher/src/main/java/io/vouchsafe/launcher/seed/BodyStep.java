package io.vouchsafe.launcher.seed;

import io.vouchsafe.launcher.data.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes an Open Inference body that fits the model's own metadata, and proves it by one governed
 * prediction. A change reaches the request path within a second, so early refusals are asked again.
 */
record BodyStep(int attempts, Duration pause) implements Step {

    static final String BODY = "demo.body";
    private static final Set<Integer> NOT_YET = Set.of(401, 403, 404, 503);

    BodyStep() {
        this(40, Duration.ofMillis(250));
    }

    @Override
    public String name() {
        return "first governed prediction";
    }

    @Override
    public void run(Seeding seeding, boolean resumed) {
        Secret key = new Secret(seeding.state().get(CredentialStep.KEY));
        String model = "/v2/models/" + Demo.MODEL;
        Answer metadata = eventually(() -> seeding.http().get(name(), seeding.uri(model), key));
        Object body = DemoBody.fitting(metadata.json());
        Answer prediction =
                eventually(
                        () ->
                                seeding.http()
                                        .post(
                                                name(),
                                                seeding.uri(model + "/infer"),
                                                body,
                                                key,
                                                Map.of("Vouchsafe-Purpose", Demo.PURPOSE)));
        prediction.header("Vouchsafe-Receipt");
        seeding.state().put(BODY, body.toString());
    }

    private Answer eventually(Supplier<Answer> call) {
        for (int i = 1; i < attempts; i++) {
            Answer answer = call.get();
            if (!NOT_YET.contains(answer.status())) {
                return answer.require(200);
            }
            sleep();
        }
        return call.get().require(200);
    }

    private void sleep() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
