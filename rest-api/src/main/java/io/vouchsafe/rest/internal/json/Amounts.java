package io.vouchsafe.rest.internal.json;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Amounts of money as JSON writes them: text, because a binary number cannot hold 0.10. */
final class Amounts {
    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,10})?");

    private Amounts() {}

    static BigDecimal parse(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException(JsonTexts.TEXTS.noAmount());
        }
        return new BigDecimal(text);
    }
}
