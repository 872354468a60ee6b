package io.vouchsafe.rest.internal.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;

/** Reads {@link RestConfig} when the WAR starts, so that a wrong value stops the deployment. */
@ApplicationScoped
public class RestSettings {
    private final RestConfig config = RestConfig.from(System.getenv());

    @Produces
    RestConfig config() {
        return config;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        RestMessages.LOG.started(config.maxRequestBytes(), config.maxUploadBytes());
    }
}
