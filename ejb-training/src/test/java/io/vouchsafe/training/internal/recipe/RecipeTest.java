package io.vouchsafe.training.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    @ParameterizedTest
    @ValueSource(strings = {"credit-risk", "message-topic"})
    void sameSeed_givesSameRows(String name) {
        Recipe recipe = Recipe.named(name).orElseThrow();

        Examples one = recipe.generate(500, 7);
        Examples two = recipe.generate(500, 7);
        Examples other = recipe.generate(500, 8);

        assertThat(one.labels()).isEqualTo(two.labels()).isNotEqualTo(other.labels());
        one.texts().forEach((column, values) -> assertThat(values).isEqualTo(two.text(column)));
        one.numbers().forEach((column, values) -> assertThat(values).isEqualTo(two.number(column)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"credit-risk", "message-topic"})
    void everyFeature_hasAColumnAndEveryClassRows(String name) {
        Recipe recipe = Recipe.named(name).orElseThrow();

        Examples rows = recipe.generate(2_000, 1);

        assertThat(recipe.features())
                .allSatisfy(
                        feature ->
                                assertThat(
                                                rows.numbers().containsKey(feature.name())
                                                        || rows.texts().containsKey(feature.name()))
                                        .isTrue());
        var counts =
                Arrays.stream(rows.labels())
                        .boxed()
                        .collect(Collectors.groupingBy(l -> l, Collectors.counting()));
        assertThat(counts).hasSize(recipe.classes().size());
        assertThat(counts.values()).allMatch(count -> count > 200);
    }

    @Test
    void pickedRows_stayTogetherOverAllColumns() {
        Examples rows = new CreditRisk().generate(100, 3);

        Examples picked = rows.pick(new int[] {42, 7});

        assertThat(picked.rows()).isEqualTo(2);
        assertThat(picked.labels()[0]).isEqualTo(rows.labels()[42]);
        assertThat(picked.number("age")[1]).isEqualTo(rows.number("age")[7]);
        assertThat(picked.text("postcode")[0]).isEqualTo(rows.text("postcode")[42]);
    }

    @Test
    void latePayments_raiseTheTrueRisk() {
        Examples rows = new CreditRisk().generate(20_000, 5);

        assertThat(defaultRate(rows, 2)).isGreaterThan(defaultRate(rows, 0) + 0.2);
    }

    @Test
    void unknownName_isNoRecipe() {
        assertThat(Recipe.named("oracle")).isEmpty();
        assertThat(Recipe.names()).containsExactly("credit-risk", "message-topic");
    }

    private static double defaultRate(Examples rows, int late) {
        int seen = 0;
        int defaults = 0;
        float[] payments = rows.number("late_payments");
        for (int i = 0; i < rows.rows(); i++) {
            if (payments[i] == late) {
                seen++;
                defaults += rows.labels()[i];
            }
        }
        return (double) defaults / seen;
    }
}
