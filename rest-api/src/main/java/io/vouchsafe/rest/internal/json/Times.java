package io.vouchsafe.rest.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as clients write them (RFC 3339). */
public final class Times {
    private Times() {}

    /**
     * A point in time; a day alone is its start in UTC.
     *
     * @throws IllegalArgumentException with a sentence for the client
     */
    public static Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(JsonTexts.TEXTS.noInstant(), malformed);
        }
    }

    /**
     * A day.
     *
     * @throws IllegalArgumentException with a sentence for the client
     */
    public static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(JsonTexts.TEXTS.noDay(), malformed);
        }
    }
}
