package io.vouchsafe.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    @ParameterizedTest
    @ValueSource(strings = {"acme", "acme-retail", "7", "a1-b2"})
    void slug_isAPartnerId(String text) {
        assertThat(new PartnerId(text)).hasToString(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', empty",
        "Acme, upper case",
        "-acme, leading dash",
        "ac me, blank",
        "acme/../other, a path",
        "acmé, beyond ASCII",
        "'acme\n', line break"
    })
    void anythingElse_isNoPartnerId(String text, String why) {
        assertThatIllegalArgumentException()
                .as(why)
                .isThrownBy(() -> new PartnerId(text))
                .withMessageContaining("partner id");
    }

    @Test
    void overlongValue_isRefusedAndNotQuotedInFull() {
        String huge = "a".repeat(1_000_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelName(huge))
                .satisfies(fault -> assertThat(fault.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void references_readWhatTheyWrite() {
        assertThat(ContractRef.parse("C-2026-0117@4"))
                .isEqualTo(new ContractRef(new ContractId("C-2026-0117"), 4))
                .hasToString("C-2026-0117@4");
        assertThat(ModelRef.parse("credit-risk@2"))
                .isEqualTo(new ModelRef(new ModelName("credit-risk"), 2));
        assertThat(PlanRef.parse("demo@1").revision()).isEqualTo(1);
        assertThat(PolicyRef.parse("demo@9").id()).isEqualTo(new PolicyId("demo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"credit-risk", "@1", "credit-risk@", "credit-risk@x", "credit-risk@0"})
    void brokenReference_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ModelRef.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0198-", "01980000-0000-7000-8000-00000000000g"})
    void brokenReceiptId_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReceiptId.parse(text));
    }
}
