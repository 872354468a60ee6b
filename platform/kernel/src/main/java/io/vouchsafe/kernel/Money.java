package io.vouchsafe.kernel;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in a currency (ISO 4217), exact.
 *
 * @param amount up to ten decimals, as unit prices need
 */
public record Money(BigDecimal amount, Currency currency) implements java.io.Serializable {
    public Money {
        if (amount.scale() > 10) {
            throw new IllegalArgumentException("More than ten decimals: " + amount);
        }
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public Money times(long factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }

    /** The amount without exponent, such as {@code 0.0010}. */
    public String plain() {
        return amount.toPlainString();
    }
}
