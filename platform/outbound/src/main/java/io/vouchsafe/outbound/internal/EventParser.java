package io.vouchsafe.outbound.internal;

import io.vouchsafe.outbound.ServerSentEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads {@code text/event-stream} byte by byte: lines end with CR, LF or both; a colon begins a
 * comment; an empty line ends the event; an event without data is none (WHATWG HTML, 9.2.6).
 */
final class EventParser {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private boolean anyData;
    private boolean afterReturn;
    private boolean first = true;

    /** Takes the next byte; an event when it ends one. */
    Optional<ServerSentEvent> accept(byte next) {
        boolean feedOfPair = next == '\n' && afterReturn;
        afterReturn = next == '\r';
        if (feedOfPair) {
            return Optional.empty();
        }
        if (next != '\n' && next != '\r') {
            line.write(next);
            return Optional.empty();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (first && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        first = false;
        return text.isEmpty() ? event() : field(text);
    }

    private Optional<ServerSentEvent> event() {
        Optional<ServerSentEvent> event =
                anyData
                        ? Optional.of(
                                new ServerSentEvent(
                                        type.isEmpty() ? "message" : type, data.toString()))
                        : Optional.empty();
        data.setLength(0);
        anyData = false;
        type = "";
        return event;
    }

    private Optional<ServerSentEvent> field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        if (name.equals("data")) {
            if (anyData) {
                data.append('\n');
            }
            data.append(value);
            anyData = true;
        } else if (name.equals("event")) {
            type = value;
        }
        return Optional.empty();
    }
}
