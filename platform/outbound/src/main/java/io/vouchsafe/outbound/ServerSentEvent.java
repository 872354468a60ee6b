package io.vouchsafe.outbound;

/**
 * One event of a {@code text/event-stream} (WHATWG HTML, "Server-sent events").
 *
 * @param type {@code message} when the server says none
 * @param data its lines joined by line feeds
 */
public record ServerSentEvent(String type, String data) {}
