package io.vouchsafe.launcher.seed;

import java.net.URI;
import java.util.Optional;

/** What a step works with: the suite's API, the people's tokens, the facts so far. */
record Seeding(Http http, URI api, Tokens tokens, DemoState state) {

    URI uri(String path) {
        return api.resolve(path);
    }

    Answer get(String step, DemoUser user, String path) {
        return http.get(step, uri(path), tokens.of(user));
    }

    Answer post(String step, DemoUser user, String path, Object body) {
        return http.post(step, uri(path), body, tokens.of(user));
    }

    /** The id of the named item of a list. */
    Optional<String> idByName(String step, DemoUser user, String path, String name) {
        for (var item : get(step, user, path).require(200).json().path("items")) {
            if (item.path("name").asText().equals(name)) {
                return Optional.of(item.path("id").asText());
            }
        }
        return Optional.empty();
    }
}
