package io.vouchsafe.launcher.seed;

/** One thing that the demo needs and that is done once. */
interface Step {

    /** For people, and the key under which the state remembers it. */
    String name();

    /**
     * Does it.
     *
     * @param resumed an earlier run began this step and did not see its end: what it asks for may
     *     exist already
     */
    void run(Seeding seeding, boolean resumed);
}
