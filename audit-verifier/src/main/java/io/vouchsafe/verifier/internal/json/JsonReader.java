package io.vouchsafe.verifier.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Recursive descent over RFC 8259's grammar, with a bound on depth. */
final class JsonReader {

    private static final int DEEPEST = 64;
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    Json document() {
        Json value = value();
        skipSpace();
        if (at < text.length()) {
            throw fault("Text stands behind the JSON value");
        }
        return value;
    }

    private Json value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> new Json.Text(string());
            case 't' -> literal("true", new Json.Bool(true));
            case 'f' -> literal("false", new Json.Bool(false));
            case 'n' -> literal("null", new Json.Null());
            default -> number();
        };
    }

    private Json nested(Supplier<Json> container) {
        if (++depth > DEEPEST) {
            throw fault("The JSON is nested deeper than " + DEEPEST + " levels");
        }
        at++;
        Json value = container.get();
        depth--;
        return value;
    }

    private Json object() {
        Map<String, Json> members = new LinkedHashMap<>();
        if (closes('}')) {
            return new Json.Obj(members);
        }
        do {
            skipSpace();
            if (peek() != '"') {
                throw fault("A member's name is missing");
            }
            int start = at;
            String name = string();
            expect(':');
            if (members.put(name, value()) != null) {
                at = start;
                throw fault("A member's name stands twice");
            }
        } while (continues('}'));
        return new Json.Obj(members);
    }

    private Json array() {
        List<Json> items = new ArrayList<>();
        if (closes(']')) {
            return new Json.Arr(items);
        }
        do {
            items.add(value());
        } while (continues(']'));
        return new Json.Arr(items);
    }

    private boolean closes(char end) {
        skipSpace();
        if (peek() != end) {
            return false;
        }
        at++;
        return true;
    }

    private boolean continues(char end) {
        if (closes(end)) {
            return false;
        }
        expect(',');
        return true;
    }

    private void expect(char wanted) {
        skipSpace();
        if (peek() != wanted) {
            throw fault("A '" + wanted + "' is missing");
        }
        at++;
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        at++;
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw fault("A string holds a control character");
            }
            value.append(c == '\\' ? escape() : c);
        }
        at++;
        if (value.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
            throw fault("A string holds half a character");
        }
        return value.toString();
    }

    private char escape() {
        char c = peek();
        int simple = ESCAPED.indexOf(c);
        at++;
        if (simple >= 0) {
            return MEANT.charAt(simple);
        }
        if (c != 'u') {
            throw fault("An escape is unknown");
        }
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw fault("An escape has no four hex digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private Json number() {
        int start = at;
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            at++;
            if (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            digits();
        }
        double value = Double.parseDouble(text.substring(start, at));
        if (Double.isInfinite(value)) {
            throw fault("A number is too large");
        }
        return new Json.Num(value + 0.0); // turns negative zero into zero
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw fault("A value is missing or malformed");
        }
    }

    private Json literal(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw fault("A value is missing or malformed");
        }
        at += word.length();
        return value;
    }

    private char peek() {
        if (at >= text.length()) {
            throw fault("The JSON ends too early");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonException fault(String fact) {
        return new JsonException(fact, at);
    }
}
