package io.vouchsafe.rest.internal.problem;

import io.vouchsafe.kernel.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One occurrence of a problem (RFC 9457), before a protocol gives it a body.
 *
 * @param slug last part of the type; its page is {@code docs/problems/<slug>.md}
 * @param detail one sentence for the client; no payload, no fault's text
 * @param extensions further members of the body, in order
 * @param headers of the answer, such as {@code Retry-After}
 */
public record Problem(
        String slug,
        String title,
        int status,
        String detail,
        Map<String, Object> extensions,
        Map<String, String> headers) {
    /** Where {@code docs/problems} is published; the start of every problem's {@code type}. */
    public static final String BASE = "https://vouchsafe.io/problems/";

    public Problem(String slug, String title, int status, String detail) {
        this(slug, title, status, detail, Map.of(), Map.of());
    }

    /** What a module declined; the title is the slug in words. */
    public static Problem of(Outcome.Declined<?> declined) {
        String words = declined.problem().replace('-', ' ');
        String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return new Problem(declined.problem(), title, declined.kind().status(), declined.detail());
    }

    public String type() {
        return BASE + slug;
    }

    /** This problem with one more member in its body. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Problem(slug, title, status, detail, more, headers);
    }

    /** This problem with one more header on its answer. */
    public Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(slug, title, status, detail, extensions, more);
    }

    /** This problem, for a client that may try again after so many seconds. */
    public Problem retryAfter(long seconds) {
        return header("Retry-After", Long.toString(seconds));
    }

    public RefusedException toException() {
        return new RefusedException(this);
    }
}
