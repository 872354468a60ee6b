package io.vouchsafe.partners.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.PartnerId;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "acme, acme",
        "ACME, acme",
        "Acme Bank, acme-bank",
        "Acme  --  Bank, acme-bank",
        "'.Acme.', acme",
        "İstanbul, i-stanbul",
        "4711, 4711",
        "A&B, a-b",
        "ß, ''",
        "---, ''",
        "阿克米 Bank, bank"
    })
    void slug_keepsLettersAndDigitsWithSingleDashes(String name, String slug) {
        assertThat(Ids.slug(name)).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anySlug_isEmptyOrAPartnerId(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int each = random.nextInt(100); each > 0; each--) {
                name.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : 0x3000));
            }

            String slug = Ids.slug(name.toString());

            if (!slug.isEmpty()) {
                assertThat(new PartnerId(slug).value()).isEqualTo(slug).doesNotEndWith("-");
                assertThat(Ids.slug(slug)).isEqualTo(slug);
            }
        }
    }
}
