package io.vouchsafe.launcher.seed;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.launcher.report.LauncherException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Set;

/** What an endpoint said. */
record Answer(String step, String method, URI uri, int status, HttpHeaders headers, String text) {

    static final int CONFLICT = 409;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 600;

    /** This answer when its status is one of those; else the step fails with it. */
    Answer require(Set<Integer> statuses) {
        if (!statuses.contains(status)) {
            throw refused();
        }
        return this;
    }

    Answer require(int wanted) {
        return require(Set.of(wanted));
    }

    Answer requireSuccess() {
        if (status < 200 || status > 299) {
            throw refused();
        }
        return this;
    }

    LauncherException refused() {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + " ..." : text;
        return MESSAGES.stepRefused(step, method, uri, status, shown);
    }

    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw refused();
        }
    }

    /** A field's text; the step fails when it is missing. */
    String field(String name) {
        JsonNode value = json().path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw MESSAGES.answerIncomplete(step, uri, name);
        }
        return value.asText();
    }

    String header(String name) {
        return headers.firstValue(name)
                .orElseThrow(() -> MESSAGES.answerIncomplete(step, uri, name));
    }
}
