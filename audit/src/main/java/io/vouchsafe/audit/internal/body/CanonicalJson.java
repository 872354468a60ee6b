package io.vouchsafe.audit.internal.body;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes RFC 8785 canonical JSON as UTF-8, as far as entries need it: objects, arrays, strings,
 * null and integers within ±(2^53 − 1). The caller gives members in order of their names' UTF-16
 * code units; a wrong order is refused, so a body cannot become uncanonical by mistake.
 *
 * <p>A lone surrogate, for which RFC 8785 has no form, becomes U+FFFD.
 */
final class CanonicalJson {
    private static final long LARGEST_INTEGER = (1L << 53) - 1;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Deque<String> lastNames = new ArrayDeque<>();
    private byte[] bytes = new byte[1024];
    private int length;
    private boolean separate;

    CanonicalJson open() {
        comma();
        put('{');
        lastNames.push("");
        separate = false;
        return this;
    }

    CanonicalJson close() {
        lastNames.pop();
        put('}');
        separate = true;
        return this;
    }

    CanonicalJson name(String name) {
        String last = lastNames.pop();
        if (separate && last.compareTo(name) >= 0) {
            throw new IllegalStateException("Member '" + name + "' may not follow '" + last + "'");
        }
        lastNames.push(name);
        comma();
        quoted(name);
        put(':');
        separate = false;
        return this;
    }

    CanonicalJson member(String name, @Nullable Object value) {
        return name(name).value(value);
    }

    /** Null, an integer, a map with string keys, a collection, or anything by its text form. */
    CanonicalJson value(@Nullable Object value) {
        switch (value) {
            case null -> literal("null");
            case Long number -> integer(number);
            case Integer number -> integer(number);
            case Map<?, ?> members -> object(members);
            case Collection<?> elements -> array(elements);
            default -> text(value.toString());
        }
        return this;
    }

    private void object(Map<?, ?> members) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        members.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        open();
        sorted.forEach(this::member);
        close();
    }

    private void array(Collection<?> elements) {
        comma();
        put('[');
        separate = false;
        elements.forEach(this::value);
        put(']');
        separate = true;
    }

    private void integer(long number) {
        if (Math.abs(number) > LARGEST_INTEGER || number == Long.MIN_VALUE) {
            throw new IllegalArgumentException(
                    "The integer %d is beyond what JSON numbers hold exactly".formatted(number));
        }
        literal(Long.toString(number));
    }

    private void literal(String ascii) {
        comma();
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        separate = true;
    }

    private void text(String text) {
        comma();
        quoted(text);
        separate = true;
    }

    private void quoted(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                put(c);
            } else if (c < 0x80) {
                escaped(c);
            } else if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                utf8(pair ? Character.toCodePoint(c, text.charAt(i + 1)) : 0xfffd);
                i += pair ? 1 : 0;
            } else {
                utf8(c);
            }
        }
        put('"');
    }

    private void escaped(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> {
                put('u');
                put('0');
                put('0');
                put(HEX[c >>> 4]);
                put(HEX[c & 0xf]);
            }
        }
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x800) {
            put(0xc0 | codePoint >>> 6);
        } else if (codePoint < 0x10000) {
            put(0xe0 | codePoint >>> 12);
            put(0x80 | codePoint >>> 6 & 0x3f);
        } else {
            put(0xf0 | codePoint >>> 18);
            put(0x80 | codePoint >>> 12 & 0x3f);
            put(0x80 | codePoint >>> 6 & 0x3f);
        }
        put(0x80 | codePoint & 0x3f);
    }

    private void comma() {
        if (separate) {
            put(',');
        }
    }

    private void put(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) b;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
