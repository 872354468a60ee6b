package io.vouchsafe.launcher.seed;

import java.util.Set;
import java.util.function.Function;

/** One step in the life of a version or a contract: submit, approve, sign ... */
record VerbStep(String name, DemoUser user, Function<DemoState, String> path, Object body)
        implements Step {

    @Override
    public void run(Seeding seeding, boolean resumed) {
        // Only a verb that was under way may find the state already reached.
        Set<Integer> good = resumed ? Set.of(200, Answer.CONFLICT) : Set.of(200);
        seeding.post(name, user, path.apply(seeding.state()), body).require(good);
    }
}
