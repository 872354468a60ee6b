package io.vouchsafe.inference.internal.upstream;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.outbound.AddressRules;
import io.vouchsafe.outbound.Outbound;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Makes the client to other servers injectable. */
@ApplicationScoped
class OutboundProducer {
    @Resource private ManagedScheduledExecutorService timer;

    @SuppressWarnings("NullAway.Init") // the container sets the timer
    protected OutboundProducer() {}

    @Produces
    @Singleton
    Outbound outbound() {
        return Outbound.with(rules(System.getenv(AddressRules.SETTING)), timer);
    }

    /** A wrong setting stops the boot. */
    static AddressRules rules(@Nullable String setting) {
        try {
            return AddressRules.allowing(setting);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    LOG.wrongSettings(AddressRules.SETTING + ": " + wrong.getMessage()), wrong);
        }
    }

    void close(@Disposes Outbound outbound) {
        outbound.close();
    }
}
