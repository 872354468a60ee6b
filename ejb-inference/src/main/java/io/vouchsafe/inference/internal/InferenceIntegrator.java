package io.vouchsafe.inference.internal;

import io.vouchsafe.store.MigratingIntegrator;

/** Migrates schema {@code inference}; found by Hibernate through META-INF/services. */
public final class InferenceIntegrator extends MigratingIntegrator {
    public InferenceIntegrator() {
        super("inference", "inference");
    }
}
