package io.vouchsafe.rest.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads serialized {@code tf.Example}s, independently of who wrote them. */
public final class Examples {
    private static final String[] KINDS = {"", "bytes_list", "float_list", "int64_list"};

    private Examples() {}

    /** Feature to its kind and values: texts, floats or longs; a latter feature wins. */
    public static Map<String, Map<String, List<Object>>> read(byte[] example) {
        Map<String, Map<String, List<Object>>> features = new TreeMap<>();
        ByteBuffer all = ByteBuffer.wrap(example);
        while (all.hasRemaining()) {
            ByteBuffer list = field(all, 1);
            while (list.hasRemaining()) {
                ByteBuffer entry = field(list, 1);
                String name = text(field(entry, 1));
                features.put(name, feature(field(entry, 2)));
            }
        }
        return features;
    }

    /** What is expected, in the same form. */
    public static Map<String, Map<String, List<Object>>> of(JsonNode example) {
        Map<String, Map<String, List<Object>>> features = new TreeMap<>();
        example.fields()
                .forEachRemaining(
                        feature ->
                                feature.getValue()
                                        .fields()
                                        .forEachRemaining(
                                                list ->
                                                        features.put(
                                                                feature.getKey(),
                                                                Map.of(
                                                                        list.getKey(),
                                                                        values(list)))));
        return features;
    }

    private static List<Object> values(Map.Entry<String, JsonNode> list) {
        List<Object> values = new ArrayList<>();
        for (JsonNode value : list.getValue()) {
            values.add(
                    switch (list.getKey()) {
                        case "bytes_list" -> value.asText();
                        case "float_list" -> value.floatValue();
                        default -> value.asLong();
                    });
        }
        return values;
    }

    private static Map<String, List<Object>> feature(ByteBuffer message) {
        if (!message.hasRemaining()) {
            return Map.of();
        }
        int field = message.get() >>> 3;
        ByteBuffer list = sized(message);
        List<Object> values = new ArrayList<>();
        if (field == 1) {
            while (list.hasRemaining()) {
                values.add(text(field(list, 1)));
            }
        } else {
            ByteBuffer packed = field(list, 1).order(ByteOrder.LITTLE_ENDIAN);
            while (packed.hasRemaining()) {
                values.add(field == 2 ? (Object) packed.getFloat() : (Object) varint(packed));
            }
        }
        return Map.of(KINDS[field], values);
    }

    private static ByteBuffer field(ByteBuffer message, int number) {
        int tag = message.get();
        if (tag != (number << 3 | 2)) {
            throw new AssertionError("Expected field " + number + ", found tag " + tag);
        }
        return sized(message);
    }

    private static ByteBuffer sized(ByteBuffer message) {
        int length = Math.toIntExact(varint(message));
        ByteBuffer content = message.slice(message.position(), length);
        message.position(message.position() + length);
        return content;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = message.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
