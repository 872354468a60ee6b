package io.vouchsafe.launcher.seed;

import java.time.Instant;
import java.util.Optional;

/** Makes the partner's API key. It is shown once: one that an earlier run lost is revoked. */
record CredentialStep() implements Step {

    static final String KEY = "api.key";
    private static final String PATH = "/api/credentials";

    @Override
    public String name() {
        return "API key";
    }

    @Override
    public void run(Seeding seeding, boolean resumed) {
        if (resumed) {
            revokeLost(seeding);
        }
        Answer answer =
                seeding.post(name(), DemoUser.ACME, PATH, Demo.credential(Instant.now()))
                        .require(201);
        seeding.state().put(KEY, answer.field("key"));
    }

    private void revokeLost(Seeding seeding) {
        Optional<String> lost = seeding.idByName(name(), DemoUser.ACME, PATH, Demo.CREDENTIAL);
        lost.ifPresent(
                id ->
                        seeding.http()
                                .delete(
                                        name(),
                                        seeding.uri(PATH + "/" + Http.encode(id)),
                                        seeding.tokens().of(DemoUser.ACME))
                                .requireSuccess());
    }
}
