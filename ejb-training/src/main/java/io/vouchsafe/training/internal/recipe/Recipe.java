package io.vouchsafe.training.internal.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a demo model learns and from which made-up data. */
public sealed interface Recipe permits CreditRisk, MessageTopic {
    /** Name in the API. */
    String name();

    List<Feature> features();

    /** Labels, in the order of the model's outputs. */
    List<String> classes();

    /** Rows to generate for training and held-out evaluation together. */
    int rows();

    int epochs();

    /** Held-out accuracy below which the model has not learned what is there to learn. */
    double requiredAccuracy();

    /** Made-up rows; the same seed gives the same rows. */
    Examples generate(int rows, long seed);

    /** The model card's text: purpose, data, limits (Markdown). */
    String card();

    private static Map<String, Recipe> all() {
        return Stream.of(new CreditRisk(), new MessageTopic())
                .collect(Collectors.toMap(Recipe::name, Function.identity()));
    }

    /** The recipe of this name. */
    static Optional<Recipe> named(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /** All names, sorted. */
    static List<String> names() {
        return all().keySet().stream().sorted().toList();
    }
}
