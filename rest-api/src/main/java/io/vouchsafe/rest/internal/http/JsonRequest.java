package io.vouchsafe.rest.internal.http;

import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** A JSON body of a protocol that decodes it itself, read as it came. */
public final class JsonRequest {
    private JsonRequest() {}

    /** The body's bytes; refused when they are no JSON by type, are compressed or too many. */
    public static byte[] read(HttpHeaders headers, InputStream body, int limit) throws IOException {
        requireJson(headers);
        String coding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.isBlank() && !coding.equalsIgnoreCase("identity")) {
            throw ProblemType.MEDIA_TYPE_NOT_SUPPORTED
                    .because(HttpTexts.TEXTS.contentCoding(shown(coding)))
                    .toException();
        }
        return LimitedBody.read(body, headers.getLength(), limit);
    }

    /** A body without a type is taken for JSON: nothing else is spoken here. */
    private static void requireJson(HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        if (type == null) {
            return;
        }
        String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        boolean json =
                type.getType().equalsIgnoreCase("application")
                        && (subtype.equals("json") || subtype.endsWith("+json"));
        if (!json) {
            throw ProblemType.MEDIA_TYPE_NOT_SUPPORTED
                    .because(HttpTexts.TEXTS.contentType(shown(type.toString())))
                    .toException();
        }
    }

    private static String shown(String value) {
        return value.length() <= 64 ? value : value.substring(0, 64) + "…";
    }
}
