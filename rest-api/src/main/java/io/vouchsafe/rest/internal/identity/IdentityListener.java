package io.vouchsafe.rest.internal.identity;

import io.vouchsafe.partners.Integrations;
import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Puts {@link CallerAuthModule} in front of the API while it is deployed. */
@WebListener
public class IdentityListener implements ServletContextListener {
    private static final int REMEMBERED_TOKENS = 10_000;

    private final Integrations integrations;
    private @Nullable SigningKeys signingKeys;

    @Inject
    public IdentityListener(Integrations integrations) {
        this.integrations = integrations;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        IdentityConfig config = IdentityConfig.from(System.getenv());
        SigningKeys keys = SigningKeys.of(config);
        signingKeys = keys;
        Credentials credentials =
                new Credentials(
                        new Callers(integrations::authenticate),
                        new TokenVerifier(config, keys),
                        new VerifiedTokens(REMEMBERED_TOKENS, InstantSource.system()),
                        config.issuer());
        AuthConfigFactory.getFactory()
                .registerServerAuthModule(
                        new CallerAuthModule(credentials, config.logPrivate()),
                        event.getServletContext());
        IdentityMessages.MESSAGES.ready(config.issuer(), config.audience(), config.keys());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        AuthConfigFactory.getFactory().removeServerAuthModule(event.getServletContext());
        SigningKeys keys = signingKeys;
        if (keys != null) {
            try {
                keys.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
