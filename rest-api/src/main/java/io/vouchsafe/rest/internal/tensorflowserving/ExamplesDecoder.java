package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a {@code :classify} or {@code :regress} into serialized {@code tf.Example}s. A context
 * stands before each of them: two messages one after another are merged by whoever reads them, and
 * the latter's features win.
 */
final class ExamplesDecoder {
    private static final ServingTexts TEXTS = ServingTexts.TEXTS;
    private static final byte[] NO_CONTEXT = {};

    private @Nullable String signature;
    private byte[] context = NO_CONTEXT;
    private @Nullable List<byte[]> examples;

    private ExamplesDecoder() {}

    /**
     * What was decoded.
     *
     * @param signature null or empty: the model's default
     */
    record Examples(@Nullable String signature, byte[][] serialized) {}

    static Examples decode(byte[] body) {
        ExamplesDecoder decoder = new ExamplesDecoder();
        ServingBody.read(body, decoder::member);
        List<byte[]> examples = decoder.examples;
        if (examples == null) {
            throw TEXTS.noExamplesKey();
        }
        byte[][] serialized = examples.toArray(byte[][]::new);
        if (decoder.context.length > 0) {
            for (int i = 0; i < serialized.length; i++) {
                serialized[i] = decoder.inContext(serialized[i]);
            }
        }
        return new Examples(decoder.signature, serialized);
    }

    private byte[] inContext(byte[] example) {
        byte[] both = new byte[context.length + example.length];
        System.arraycopy(context, 0, both, 0, context.length);
        System.arraycopy(example, 0, both, context.length, example.length);
        return both;
    }

    private boolean member(String member, JsonParser json) throws IOException {
        switch (member) {
            case ServingBody.SIGNATURE -> signature = ServingBody.signature(json);
            case "context" -> context = example(json);
            case "examples" -> examples = examples(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> examples(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw TEXTS.examplesNotList();
        }
        List<byte[]> examples = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            examples.add(example(json));
        }
        if (examples.isEmpty()) {
            throw TEXTS.noExamples();
        }
        return examples;
    }

    private static byte[] example(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw TEXTS.exampleNotObject(shown(json.currentToken()));
        }
        ByteArrayOutputStream features = new ByteArrayOutputStream();
        Set<String> seen = new HashSet<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (!seen.add(name)) {
                throw TEXTS.twice(ServingBody.shown(name));
            }
            json.nextToken();
            Feature feature = new Feature(name);
            feature.read(json);
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            ProtoWriter.bytes(entry, 1, name.getBytes(StandardCharsets.UTF_8));
            ProtoWriter.bytes(entry, 2, feature.message());
            ProtoWriter.bytes(features, 1, entry.toByteArray());
        }
        ByteArrayOutputStream example = new ByteArrayOutputStream(features.size() + 8);
        ProtoWriter.bytes(example, 1, features.toByteArray());
        return example.toByteArray();
    }

    private static String shown(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "Array";
            case VALUE_STRING -> "String";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "Number";
            case VALUE_TRUE -> "True";
            case VALUE_FALSE -> "False";
            default -> "Null";
        };
    }
}
