package io.vouchsafe.inference.internal;

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
}
