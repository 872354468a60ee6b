package io.vouchsafe.inference.internal;

import io.vouchsafe.inference.internal.batching.BatchSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the settings injectable. */
@Dependent
class SettingsProducer {
    @Produces
    @Singleton
    static InferenceSettings settings() {
        return InferenceSettings.from(System.getenv());
    }

    @Produces
    @Singleton
    static BatchSettings batching() {
        return BatchSettings.from(System.getenv());
    }
}
