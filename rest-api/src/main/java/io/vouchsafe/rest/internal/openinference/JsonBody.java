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
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
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

    /** A parser that reads from a byte on; what follows the value there does not matter to it. */
    JsonParser at(long offset) throws IOException {
        return JSON.createParser(bytes, (int) offset, bytes.length - (int) offset);
    }

    /** Place of the parser's current token. */
    long offset(JsonParser json) {
        return json.currentTokenLocation().getByteOffset();
    }

    /** How many elements of data can stand from a byte on. */
    long mostElements(long offset) {
        return (bytes.length - offset) / LEAST_BYTES + 1;
    }
}
