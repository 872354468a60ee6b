package io.vouchsafe.rest.internal.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.rest.internal.problem.RefusedException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersAndIdsTest {
    private static Arguments id(String kind, Function<String, Object> reader, String fit) {
        return Arguments.of(kind, reader, fit);
    }

    private static Stream<Arguments> ids() {
        return Stream.of(
                id("model", Ids::model, "credit-risk"),
                id("partner", Ids::partner, "acme"),
                id("plan", Ids::plan, "demo"),
                id("contract", Ids::contract, "C-2026-0117"),
                id("credential", Ids::credential, "k3V9aQ0ZtL2m"),
                id("policy", Ids::policy, "demo-masking"),
                id("receipt", Ids::receipt, "01995e7a-0000-7000-8000-000000000000"),
                id("version", text -> Ids.version("half", text), "124"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void anIdThatFits_isRead(String kind, Function<String, Object> reader, String fit) {
        assertThat(reader.apply(fit).toString()).as(kind).contains(fit);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void anIdThatCannotExist_is404_andShownShortened(
            String kind, Function<String, Object> reader, String fit) {
        for (String unfit : List.of("", " ", "-", fit + "!", "../" + fit, "x".repeat(5000))) {
            assertThatExceptionOfType(RefusedException.class)
                    .as(kind + " " + unfit.length())
                    .isThrownBy(() -> reader.apply(unfit))
                    .satisfies(
                            refused -> {
                                assertThat(refused.problem().status()).isEqualTo(404);
                                assertThat(refused.getMessage())
                                        .contains(kind)
                                        .hasSizeLessThan(120);
                            });
        }
    }

    @Test
    void aVersion_isOfItsModel() {
        assertThat(Ids.version("half", "124")).isEqualTo(ModelRef.parse("half@124"));
    }

    private static @Nullable Integer number(@Nullable String text) {
        return Parameter.read("p", text, "number", Integer::valueOf);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankParameter_isNone(String text) {
        assertThat(number(text)).isNull();
        assertThat(number(null)).isNull();
    }

    @Test
    void aParameterAtFault_namesItselfAndWhatItShouldBe() {
        assertThat(number(" 5 ")).isEqualTo(5);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> number("five"))
                .withMessageContaining("'p'")
                .withMessageContaining("number")
                .satisfies(
                        refused ->
                                assertThat(refused.problem().extensions())
                                        .containsEntry("parameter", "p"));
    }

    @Test
    void aListing_keepsOrderAndCursor() {
        Listing<Integer> page = Listing.of(new Page<>(List.of("a", "bb"), "c"), String::length);
        Listing<Integer> whole = Listing.of(List.of("a"), String::length);

        assertThat(page).isEqualTo(new Listing<>(List.of(1, 2), "c"));
        assertThat(whole.next()).isNull();
    }
}
