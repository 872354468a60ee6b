package io.vouchsafe.it.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** An answer, its body as the bytes that came. */
public record Answer(String request, int status, HttpHeaders headers, byte[] body) {
    static final ObjectMapper JSON = new ObjectMapper();

    /** This answer; fails with the request and the body when its status is another one. */
    public Answer expect(int wanted) {
        if (status != wanted) {
            throw new AssertionError(
                    "%s: expected %d, got %d %s".formatted(request, wanted, status, text()));
        }
        return this;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            throw new UncheckedIOException(request + " answered no JSON: " + text(), malformed);
        }
    }

    /** A header's first value, empty when there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The last part of a problem's type (RFC 9457); empty when the body is no problem. */
    public String problem() {
        String type = json().path("type").asText();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return request + ": " + status + " " + text();
    }
}
