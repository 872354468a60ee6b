package io.vouchsafe.launcher.seed;

import io.vouchsafe.launcher.data.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Access tokens of the demo's people by direct grant, renewed before they expire. */
final class Tokens {

    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final Http http;
    private final URI endpoint;
    private final DemoState state;
    private final Map<DemoUser, Token> tokens = new EnumMap<>(DemoUser.class);

    Tokens(Http http, URI issuer, DemoState state) {
        this.http = http;
        this.endpoint = URI.create(issuer + "/protocol/openid-connect/token");
        this.state = state;
    }

    Secret of(DemoUser user) {
        Token token = tokens.get(user);
        if (token == null || Instant.now().isAfter(token.renewal())) {
            token = grant(user);
            tokens.put(user, token);
        }
        return token.text();
    }

    private Token grant(DemoUser user) {
        Answer answer =
                http.form(
                                "login of " + user.login(),
                                endpoint,
                                Map.of(
                                        "grant_type",
                                        "password",
                                        "client_id",
                                        Demo.CLI_CLIENT,
                                        "username",
                                        user.login(),
                                        "password",
                                        state.get(user.passwordFact())))
                        .require(200);
        long seconds = answer.json().path("expires_in").asLong();
        Instant renewal = Instant.now().plusSeconds(seconds).minus(MARGIN);
        return new Token(new Secret(answer.field("access_token")), renewal);
    }

    private record Token(Secret text, Instant renewal) {}
}
