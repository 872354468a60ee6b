package io.vouchsafe.inference.internal.deployment;

import io.vouchsafe.governance.ServingPlan;

/** A version that stays in memory until this is released; exactly once, by whom it was given. */
public final class Hold {
    private final ModelPool pool;
    private final Place place;

    Hold(ModelPool pool, Place place) {
        this.pool = pool;
        this.place = place;
    }

    /** The model stays when {@code plan} says that it is deployed. */
    public void release(ServingPlan plan) {
        pool.release(place, plan);
    }
}
