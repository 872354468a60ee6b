package io.vouchsafe.rest.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/** Reads and writes the records of our own API: strictly, and the same in every server. */
public final class Json {
    private static final int DEEPEST = 32;
    private static final int LONGEST_STRING = 1 << 20;

    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    /**
     * Reads one value and nothing else.
     *
     * @throws MalformedBodyException that names each member at fault
     */
    public static Object read(byte[] body, Type type) {
        JavaType javaType = MAPPER.constructType(type);
        Object value;
        try (JsonParser parser = MAPPER.createParser(body)) {
            value = MAPPER.readerFor(javaType).readValue(parser);
        } catch (JsonProcessingException malformed) {
            throw JsonFaults.explain(malformed);
        } catch (IOException impossible) { // from memory
            throw new UncheckedIOException(impossible);
        }
        if (value == null) {
            throw JsonTexts.TEXTS.empty();
        }
        Required.check(value);
        return value;
    }

    /** UTF-8 JSON of a record or map of ours. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException ours) {
            throw new UncheckedIOException(ours);
        }
    }

    private static JsonMapper mapper() {
        JsonFactory factory =
                JsonFactory.builder()
                        .disable(JsonFactory.Feature.CHARSET_DETECTION)
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(DEEPEST)
                                        .maxStringLength(LONGEST_STRING)
                                        .build())
                        .build();
        JsonMapper.Builder builder =
                JsonMapper.builder(factory)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                        .addModule(new JsonTypes());
        builder.withCoercionConfig(
                LogicalType.Textual,
                text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                });
        return builder.build();
    }
}
