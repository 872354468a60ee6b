package io.vouchsafe.launcher.seed;

import java.util.function.Function;

/**
 * Makes one thing and keeps its id as a fact.
 *
 * @param fact the id's name in the state
 * @param label the thing's own name, by which an earlier run's is found again
 */
record CreateStep(
        String name,
        DemoUser user,
        String path,
        String label,
        String fact,
        Function<DemoState, Object> body)
        implements Step {

    @Override
    public void run(Seeding seeding, boolean resumed) {
        if (resumed) {
            var existing = seeding.idByName(name, user, path, label);
            if (existing.isPresent()) {
                seeding.state().put(fact, existing.get());
                return;
            }
        }
        Answer answer = seeding.post(name, user, path, body.apply(seeding.state()));
        seeding.state().put(fact, answer.require(201).field("id"));
    }
}
