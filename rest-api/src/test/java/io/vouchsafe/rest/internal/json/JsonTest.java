package io.vouchsafe.rest.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    record Inner(String name, @Nullable Long count) {}

    record Sample(
            ModelName model,
            @Nullable String text,
            @Nullable Long number,
            @Nullable Boolean flag,
            @Nullable Instant time,
            @Nullable Currency currency,
            @Nullable BigDecimal amount,
            @Nullable List<Inner> inner,
            @Nullable Map<ModelName, List<String>> byModel) {}

    private static Sample read(String json) {
        return (Sample) Json.read(json.getBytes(StandardCharsets.UTF_8), Sample.class);
    }

    private static MalformedBodyException refused(String json) {
        return assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() -> read(json))
                .actual();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> errors(MalformedBodyException refused) {
        Object errors = refused.problem().extensions().get("errors");
        return errors == null ? List.of() : (List<Map<String, String>>) errors;
    }

    @Test
    void aWholeBody_isRead() {
        Sample sample =
                read(
                        """
                        {"model":"m","text":"t","number":5,"flag":true,"time":"2026-11-23T10:00:00+02:00",
                         "currency":"EUR","amount":"0.0010","inner":[{"name":"n","count":null}],
                         "byModel":{"m":["y"]}}""");

        assertThat(sample.model()).isEqualTo(new ModelName("m"));
        assertThat(sample.time()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(sample.amount()).isEqualTo(new BigDecimal("0.0010"));
        assertThat(sample.inner()).containsExactly(new Inner("n", null));
        assertThat(sample.byModel()).containsEntry(new ModelName("m"), List.of("y"));
    }

    @Test
    void aDayAlone_isItsStartInUtc() {
        assertThat(read("{\"model\":\"m\",\"time\":\"2026-11-23\"}").time())
                .isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"model\":\"m\",\"txt\":1}'          | /txt          | Member 'txt' is not known here.",
                "'{\"model\":\"m\",\"a/b~c\":1}'        | /a~1b~0c      | Member 'a/b~c' is not known here.",
                "'{}'                                   | /model        | Member 'model' is missing.",
                "'{\"model\":null}'                     | /model        | Member 'model' is missing.",
                "'{\"model\":7}'                        | /model        | Expected is a string.",
                "'{\"model\":\"-x\"}'                   | /model        | '-x' is no model name",
                "'{\"model\":\"m\",\"text\":5}'         | /text         | Expected is a string.",
                "'{\"model\":\"m\",\"text\":[\"a\"]}'   | /text         | Expected is a string.",
                "'{\"model\":\"m\",\"text\":{}}'        | /text         | Expected is a string.",
                "'{\"model\":\"m\",\"text\":true}'      | /text         | Expected is a string.",
                "'{\"model\":\"m\",\"number\":\"5\"}'   | /number       | Expected is an integer.",
                "'{\"model\":\"m\",\"number\":5.5}'     | /number       | Expected is an integer.",
                "'{\"model\":\"m\",\"number\":true}'    | /number       | Expected is an integer.",
                "'{\"model\":\"m\",\"flag\":\"true\"}'  | /flag         | Expected is true or false.",
                "'{\"model\":\"m\",\"flag\":1}'         | /flag         | Expected is true or false.",
                "'{\"model\":\"m\",\"time\":\"today\"}' | /time         | Expected is a time such as",
                "'{\"model\":\"m\",\"time\":5}'         | /time         | Expected is a string.",
                "'{\"model\":\"m\",\"currency\":\"EURO\"}' | /currency  | ISO 4217",
                "'{\"model\":\"m\",\"amount\":0.1}'     | /amount       | Expected is a string.",
                "'{\"model\":\"m\",\"amount\":\"-1\"}'  | /amount       | at most ten decimals",
                "'{\"model\":\"m\",\"amount\":\"1e9\"}' | /amount       | at most ten decimals",
                "'{\"model\":\"m\",\"amount\":\"0.00000000001\"}' | /amount | at most ten decimals",
                "'{\"model\":\"m\",\"inner\":{}}'       | /inner        | Expected is an array.",
                "'{\"model\":\"m\",\"inner\":[{}]}'     | /inner/0/name | Member 'name' is missing.",
                "'{\"model\":\"m\",\"inner\":[null]}'   | /inner/0      | Null is no value here.",
                "'{\"model\":\"m\",\"inner\":[{\"name\":\"a\"},{\"name\":\"b\",\"count\":\"1\"}]}' | /inner/1/count | Expected is an integer.",
                "'{\"model\":\"m\",\"inner\":[7]}'      | /inner/0      | Expected is an object.",
                "'{\"model\":\"m\",\"byModel\":{\"-x\":[]}}' | /byModel/-x | is no model name",
                "'{\"model\":\"m\",\"byModel\":{\"x\":[null]}}' | /byModel/x/0 | Null is no value here."
            })
    void aMemberAtFault_isNamedByItsPointer(String json, String pointer, String detail) {
        MalformedBodyException refused = refused(json);

        assertThat(errors(refused)).hasSize(1);
        assertThat(errors(refused).get(0).get("pointer")).isEqualTo(pointer);
        assertThat(errors(refused).get(0).get("detail")).contains(detail);
        assertThat(refused.getMessage()).doesNotContain("java").doesNotContain("vouchsafe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"model\":\"m\"",
                "{\"model\":\"m\"} x",
                "{\"model\":\"m\"}{}",
                "{\"model\":\"m\",\"model\":\"n\"}",
                "{'model':'m'}",
                "{\"model\":\"m\",\"number\":NaN}",
                "{\"model\":\"m\",}",
                "\u0000"
            })
    void whatIsNoJson_isRefused(String json) {
        assertThat(refused(json).problem().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "7", "\"x\"", "[{\"model\":\"m\"}]"})
    void whatIsNoObject_isRefused(String json) {
        assertThat(refused(json).getMessage()).isNotBlank().doesNotContain("java");
    }

    @Test
    void aDepthBomb_isRefused() {
        assertThat(refused("{\"model\":" + "[".repeat(100_000))).isNotNull();
        assertThat(refused("{\"unknown\":" + "{\"a\":".repeat(100_000))).isNotNull();
    }

    @Test
    void everythingMissing_isToldAtOnce() {
        record Two(String first, String second) {}

        MalformedBodyException refused =
                assertThatExceptionOfType(MalformedBodyException.class)
                        .isThrownBy(() -> Json.read(new byte[] {'{', '}'}, Two.class))
                        .actual();

        assertThat(errors(refused))
                .extracting(error -> error.get("pointer"))
                .containsExactly("/first", "/second");
    }

    @Test
    void whatIsWritten_isPlain() {
        byte[] json =
                Json.bytes(
                        new Sample(
                                new ModelName("m"),
                                null,
                                5L,
                                true,
                                Instant.parse("2026-11-23T08:00:00Z"),
                                Currency.getInstance("EUR"),
                                new BigDecimal("0.0010"),
                                List.of(),
                                null));

        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"model\":\"m\",\"text\":null,\"number\":5,\"flag\":true,"
                                + "\"time\":\"2026-11-23T08:00:00Z\",\"currency\":\"EUR\","
                                + "\"amount\":\"0.0010\",\"inner\":[],\"byModel\":null}");
    }

    @Test
    void verbatimJson_staysByteForByte() {
        record Holder(Verbatim entry) {}
        String canonical = "{\"b\":1.0,\"a\":[ ]}";

        byte[] inRecord = Json.bytes(new Holder(new Verbatim(canonical)));
        byte[] inMap = Json.bytes(Map.of("entry", new Verbatim(canonical)));

        assertThat(new String(inRecord, StandardCharsets.UTF_8))
                .isEqualTo("{\"entry\":" + canonical + "}");
        assertThat(inMap).isEqualTo(inRecord);
    }
}
