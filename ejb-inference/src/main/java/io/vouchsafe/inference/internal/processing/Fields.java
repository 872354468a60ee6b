package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.inference.spi.ModelRejectedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One object of the declaration, read strictly: a member of another kind, out of range or not asked
 * for is refused with where it stands and what would fit.
 */
final class Fields {
    static final String PROBLEM = "model-processing";

    private final String where;
    private final JsonNode object;
    private final Set<String> asked = new TreeSet<>();

    Fields(String where, JsonNode object) {
        this.where = where;
        this.object = object;
    }

    /** The same object, said to be this step's; the step's name counts as asked for. */
    Fields named(String step) {
        Fields named = new Fields(where + " (" + step + ")", object);
        named.asked.add("step");
        return named;
    }

    /** Where it stands, for sentences. */
    String where() {
        return where;
    }

    static ModelRejectedException rejected(String sentence) {
        return new ModelRejectedException(PROBLEM, sentence, null);
    }

    ModelRejectedException wrong(String member, String kind) {
        return rejected(TEXTS.memberWrong(where, member, kind));
    }

    /** The member itself; null when it is absent. */
    @Nullable JsonNode raw(String member) {
        asked.add(member);
        JsonNode value = object.get(member);
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode required(String member, String kind) {
        JsonNode value = raw(member);
        if (value == null) {
            throw rejected(TEXTS.memberMissing(where, member, kind));
        }
        return value;
    }

    String text(String member) {
        return text(member, required(member, "a text"));
    }

    @Nullable String textOrNull(String member) {
        JsonNode value = raw(member);
        return value == null ? null : text(member, value);
    }

    String textOr(String member, String preset) {
        String value = textOrNull(member);
        return value == null ? preset : value;
    }

    private String text(String member, JsonNode value) {
        if (!value.isTextual()) {
            throw wrong(member, "a text");
        }
        return value.textValue();
    }

    /** A name of a tensor, an input or an output. */
    String name(String member) {
        return checkedName(member, text(member));
    }

    @Nullable String nameOrNull(String member) {
        String value = textOrNull(member);
        return value == null ? null : checkedName(member, value);
    }

    private String checkedName(String member, String name) {
        if (name.isBlank()
                || name.length() > 200
                || name.chars().anyMatch(Character::isISOControl)) {
            throw wrong(member, "a name of 1 to 200 characters");
        }
        return name;
    }

    int whole(String member, int least, int most) {
        String kind = "a whole number from " + least + " to " + most;
        return whole(member, required(member, kind), least, most, kind);
    }

    int wholeOr(String member, int preset, int least, int most) {
        JsonNode value = raw(member);
        String kind = "a whole number from " + least + " to " + most;
        return value == null ? preset : whole(member, value, least, most, kind);
    }

    private int whole(String member, JsonNode value, int least, int most, String kind) {
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(member, kind);
        }
        return value.intValue();
    }

    double number(String member) {
        return number(member, required(member, "a number"));
    }

    double numberOr(String member, double preset) {
        JsonNode value = raw(member);
        return value == null ? preset : number(member, value);
    }

    private double number(String member, JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(member, "a number");
        }
        return value.doubleValue();
    }

    boolean truthOr(String member, boolean preset) {
        JsonNode value = raw(member);
        if (value == null) {
            return preset;
        }
        if (!value.isBoolean()) {
            throw wrong(member, "true or false");
        }
        return value.booleanValue();
    }

    /** One of an enum's constants, written in small letters with hyphens. */
    <E extends Enum<E>> E choiceOr(String member, E preset) {
        String value = textOrNull(member);
        if (value == null) {
            return preset;
        }
        return Arrays.stream(preset.getDeclaringClass().getEnumConstants())
                .filter(constant -> written(constant).equals(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                wrong(
                                        member,
                                        "one of "
                                                + Arrays.stream(
                                                                preset.getDeclaringClass()
                                                                        .getEnumConstants())
                                                        .map(Fields::written)
                                                        .collect(Collectors.joining(", "))));
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A number for all of {@code count}, or a list of as many; all {@code preset} when absent. */
    double[] numbersOr(String member, int count, double preset) {
        double[] numbers = new double[count];
        Arrays.fill(numbers, preset);
        JsonNode value = raw(member);
        if (value == null) {
            return numbers;
        }
        if (value.isNumber()) {
            Arrays.fill(numbers, number(member, value));
            return numbers;
        }
        if (!value.isArray() || value.size() != count) {
            throw wrong(member, "a number, or " + count + " of them in a list");
        }
        for (int i = 0; i < count; i++) {
            numbers[i] = number(member, value.get(i));
        }
        return numbers;
    }

    /** Reads a list of objects in order; none when absent. */
    <T> List<T> objects(String member, String each, Function<Fields, T> reader) {
        JsonNode value = raw(member);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(member, "a list");
        }
        List<T> read = new ArrayList<>();
        for (JsonNode entry : value) {
            String place = where + ", " + each + " " + (read.size() + 1);
            if (!entry.isObject()) {
                throw wrong(member, "a list of objects");
            }
            read.add(reader.apply(new Fields(place, entry)));
        }
        return read;
    }

    /** The members of an object that are objects themselves, by name. */
    List<Map.Entry<String, Fields>> byName(String member, Function<String, String> place) {
        JsonNode value = required(member, "an object");
        if (!value.isObject()) {
            throw wrong(member, "an object");
        }
        List<Map.Entry<String, Fields>> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!entry.getValue().isObject()) {
                throw wrong(member, "an object of objects");
            }
            entries.add(
                    Map.entry(
                            entry.getKey(),
                            new Fields(place.apply(entry.getKey()), entry.getValue())));
        }
        return entries;
    }

    /** Refuses a member that nobody asked for: a misspelt one must not be left out in silence. */
    void end() {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!asked.contains(entry.getKey())) {
                throw rejected(
                        TEXTS.memberUnknown(where, entry.getKey(), String.join(", ", asked)));
            }
        }
    }
}
