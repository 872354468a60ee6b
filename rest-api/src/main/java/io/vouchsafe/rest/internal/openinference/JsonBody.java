package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/**
 * A whole body in memory that can be read from any place. Always UTF-8 (RFC 8259, section 8.1), so
 * a byte's place is the same to every parser.
 */
final class JsonBody {
    /** 32 dimensions and what stands around them. */
    private static final int DEEPEST = 40;

    private static final int LONGEST_NUMBER = 1000;
    private static final int LONGEST_NAME = 1024;

    /** The shortest element and its comma. */
    private static final int LEAST_BYTES = 2;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNumberLength(LONGEST_NUMBER)
                                    .maxNameLength(LONGEST_NAME)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final byte[] bytes;

    JsonBody(byte[] bytes) {
        this.bytes = bytes;
    }

    JsonParser start() throws IOException {
        return JSON.createParser(bytes);
    }

    /** A parser for the one value that stands between two places. */
    JsonParser between(long from, long to) throws IOException {
        return JSON.createParser(bytes, (int) from, (int) (to - from));
    }

    /** Place of the parser's current token. */
    long offset(JsonParser json) {
        return json.currentTokenLocation().getByteOffset();
    }

    /** Goes over the parser's current value, however large, and says where it ends. */
    long skip(JsonParser json) throws IOException {
        json.skipChildren();
        json.finishToken();
        return json.currentLocation().getByteOffset();
    }

    /** How many elements of data can stand from a byte on. */
    long mostElements(long offset) {
        return (bytes.length - offset) / LEAST_BYTES + 1;
    }
}
