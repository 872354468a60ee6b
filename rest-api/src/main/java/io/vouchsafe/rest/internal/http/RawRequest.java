package io.vouchsafe.rest.internal.http;

import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** A body of a protocol that decodes it itself, read as it came. */
public final class RawRequest {
    private RawRequest() {}

    /** Which types a body may say it has. One without a type is taken for JSON. */
    public enum Accepted {
        JSON,
        /** JSON with binary data behind it, whatever of the two it says. */
        JSON_OR_OCTETS,
        /** The protocol's clients say anything: {@code curl -d} says it is a form. */
        ANY
    }

    /** The body's bytes; refused when they are of another type, are compressed or too many. */
    public static byte[] read(HttpHeaders headers, InputStream body, int limit, Accepted accepted)
            throws IOException {
        requireType(headers, accepted);
        String coding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.isBlank() && !coding.equalsIgnoreCase("identity")) {
            throw ProblemType.MEDIA_TYPE_NOT_SUPPORTED
                    .because(HttpTexts.TEXTS.contentCoding(shown(coding)))
                    .toException();
        }
        return LimitedBody.read(body, headers.getLength(), limit);
    }

    private static void requireType(HttpHeaders headers, Accepted accepted) {
        MediaType type = accepted == Accepted.ANY ? null : headers.getMediaType();
        if (type == null || isJson(type)) {
            return;
        }
        boolean octets = type.isCompatible(MediaType.APPLICATION_OCTET_STREAM_TYPE);
        if (accepted == Accepted.JSON || !octets) {
            throw ProblemType.MEDIA_TYPE_NOT_SUPPORTED
                    .because(HttpTexts.TEXTS.contentType(shown(type.toString())))
                    .toException();
        }
    }

    private static boolean isJson(MediaType type) {
        String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        return type.getType().equalsIgnoreCase("application")
                && (subtype.equals("json") || subtype.endsWith("+json"));
    }

    private static String shown(String value) {
        return value.length() <= 64 ? value : value.substring(0, 64) + "…";
    }
}
