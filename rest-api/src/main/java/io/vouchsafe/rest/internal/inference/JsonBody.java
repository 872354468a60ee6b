package io.vouchsafe.rest.internal.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

/**
 * A whole body in memory that can be read from any place. Always UTF-8 (RFC 8259, section 8.1), so
 * a byte's place is the same to every parser.
 */
public final class JsonBody {
    /** 32 dimensions and what stands around them. */
    private static final int DEEPEST = 40;

    private static final int LONGEST_NUMBER = 1000;
    private static final int LONGEST_NAME = 1024;

    /** The shortest element and its comma. */
    private static final int LEAST_BYTES = 2;

    private static final JsonFactory STRICT = factory(false);
    private static final JsonFactory WITH_LITERALS = factory(true);

    private static JsonFactory factory(boolean literals) {
        return JsonFactory.builder()
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, literals)
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
    }

    private final JsonFactory json;
    private final byte[] bytes;
    private final int length;

    private JsonBody(JsonFactory json, byte[] bytes, int length) {
        this.json = json;
        this.bytes = bytes;
        this.length = length;
    }

    /** JSON as RFC 8259 has it, in the first {@code length} of the bytes. */
    public static JsonBody strict(byte[] bytes, int length) {
        return new JsonBody(STRICT, bytes, length);
    }

    /** JSON that also has the numbers {@code NaN}, {@code Infinity} and {@code -Infinity}. */
    public static JsonBody withLiterals(byte[] bytes) {
        return new JsonBody(WITH_LITERALS, bytes, bytes.length);
    }

    public JsonParser start() throws IOException {
        return json.createParser(bytes, 0, length);
    }

    /** A parser for the one value that stands between two places. */
    public JsonParser between(long from, long to) throws IOException {
        return json.createParser(bytes, (int) from, (int) (to - from));
    }

    /** Place of the parser's current token. */
    public long offset(JsonParser parser) {
        return parser.currentTokenLocation().getByteOffset();
    }

    /** Goes over the parser's current value, however large, and says where it ends. */
    public long skip(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.finishToken();
        return parser.currentLocation().getByteOffset();
    }

    /** How many elements of data can stand from a byte on. */
    public long mostElements(long offset) {
        return (length - offset) / LEAST_BYTES + 1;
    }
}
