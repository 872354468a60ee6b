package io.vouchsafe.verifier.internal.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value. Two values are equal when their canonical forms are. */
public sealed interface Json {

    /** An object; names in their order of appearance. */
    record Obj(Map<String, Json> members) implements Json {

        /** The member of that name when it is a text. */
        public Optional<String> text(String name) {
            return members.get(name) instanceof Text text
                    ? Optional.of(text.value())
                    : Optional.empty();
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {}

    /** A string. */
    record Text(String value) implements Json {}

    /** A number: an IEEE 754 double, never infinite, never negative zero. */
    record Num(double value) implements Json {}

    /** True or false. */
    record Bool(boolean value) implements Json {}

    /** The null literal. */
    record Null() implements Json {}

    /**
     * Reads one value and nothing behind it.
     *
     * @throws JsonException when the text is anything else
     */
    static Json parse(String text) {
        return new JsonReader(text).document();
    }

    /** The canonical form, RFC 8785. */
    default String canonical() {
        StringBuilder out = new StringBuilder();
        Canonical.write(this, out);
        return out.toString();
    }
}
