package io.vouchsafe.launcher.seed;

import java.util.Set;

/** Makes one thing that is known by its name alone. */
record NamedStep(String name, DemoUser user, String path, Object body) implements Step {

    @Override
    public void run(Seeding seeding, boolean resumed) {
        Set<Integer> good = resumed ? Set.of(201, Answer.CONFLICT) : Set.of(201);
        seeding.post(name, user, path, body).require(good);
    }
}
