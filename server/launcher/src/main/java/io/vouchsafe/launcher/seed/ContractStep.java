package io.vouchsafe.launcher.seed;

import java.time.Instant;

/**
 * Drafts the partner's contract. A draft binds nobody, so one that an earlier run made and lost
 * sight of is left alone.
 */
record ContractStep(Instant now) implements Step {

    static final String FACT = "contract";

    @Override
    public String name() {
        return "contract";
    }

    @Override
    public void run(Seeding seeding, boolean resumed) {
        DemoState state = seeding.state();
        Object body = Demo.contract(state.get("plan"), state.get("policy"), now);
        Answer answer = seeding.post(name(), DemoUser.ADMIN, "/api/contracts", body);
        state.put(FACT, answer.require(201).field("id"));
    }
}
